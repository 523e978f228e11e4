import { sum } from 'd3-array';
import { percent, wholeNumber } from '../../web/format';
import { cell, kindOnCell } from './cells';
import { fitted } from './fitted-text';
import { emptyPlot, type Mark, type Plot, plotWidth, words } from './plot';

/** How often items of each label got each answer. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly answers: readonly string[];
  /** `counts[label][answer]`; what is missing counts as none. */
  readonly counts: readonly (readonly number[])[];
}

interface Row {
  readonly label: string;
  readonly counts: readonly number[];
  readonly total: number;
}

const heading = {
  key: 'confusion',
  title: 'Labels and answers',
  description:
    'One row for each label, one column for each answer; cells have the count, and its share of the row, by which they are shaded.',
};
const steps = [0.01, 0.1, 0.25, 0.4, 0.6, 0.8];
const left = 92;
const cellHeight = 44;
const top = 44;

/** Counts of answers by label, shaded by their share of the row. */
export function confusionPlot({ labels, answers, counts }: Confusion): Plot {
  const rows = labels.map((label, index) => rowOf(label, answers, counts[index] ?? []));
  const plot = { ...heading, table: { columns: columnsOf(answers), rows: rows.map(tableRow) } };
  if (sum(rows, ({ total }) => total) === 0) return emptyPlot(plot);
  const width = (plotWidth - left - 2) / answers.length;
  const marks = [
    words('label-soft', [left, 10], 'Answer'),
    words('label-soft', [2, 32], 'Label'),
    ...answers.map((answer, index) =>
      fitted('label', [middle(index, width), 32], answer, { width: width - 4, anchor: 'middle' }),
    ),
    ...rows.flatMap((row, index) => rowMarks(row, index, width)),
  ];
  return { ...plot, width: plotWidth, height: top + rows.length * cellHeight + 2, marks };
}

function rowOf(label: string, answers: readonly string[], counts: readonly number[]): Row {
  const known = answers.map((_, index) => {
    const count = counts[index] ?? 0;
    return Number.isFinite(count) && count > 0 ? count : 0;
  });
  return { label, counts: known, total: sum(known) };
}

/** The middle of a column. */
function middle(index: number, width: number): number {
  return left + (index + 0.5) * width - 1;
}

function rowMarks({ label, counts, total }: Row, index: number, width: number): Mark[] {
  const y = top + index * cellHeight;
  const name = fitted('label', [2, y + cellHeight / 2], label, { width: left - 10 });
  return [name, ...counts.flatMap((count, column) => cellMarks({ count, total }, [column, y], width))];
}

/** Where columns are too narrow for words, the shade and the table have to do. */
function cellMarks(
  { count, total }: { count: number; total: number },
  [column, y]: readonly [number, number],
  width: number,
): Mark[] {
  const share = total === 0 ? 0 : count / total;
  const x = middle(column, width);
  const kind = kindOnCell(share, steps);
  const text = (words: string, at: number): Mark =>
    fitted(kind, [x, at], words, { width: width - 4, anchor: 'middle' });
  const shaded = cell(share, steps, [left + column * width, y], { width: width - 2, height: cellHeight - 2 });
  if (width < 44) return [shaded];
  return [shaded, text(wholeNumber(count), y + 13), text(total === 0 ? '–' : percent(share, 0), y + 29)];
}

function columnsOf(answers: readonly string[]) {
  return [{ text: 'Label' }, ...[...answers, 'All'].map((text) => ({ text, numeric: true }))];
}

function tableRow({ label, counts, total }: Row): string[] {
  const shares = counts.map((count) =>
    total === 0 ? '0' : `${wholeNumber(count)} (${percent(count / total)})`,
  );
  return [label, ...shares, wholeNumber(total)];
}
