import { sum } from 'd3-array';
import { percent, wholeNumber } from '../../web/format';
import { cell, kindOnCell } from './cells';
import { fitted, nameWidth, wholeName, widthOf } from './fitted-text';
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
const tableColumns = [
  { text: 'Label' },
  { text: 'Answer' },
  { text: 'Count', numeric: true },
  { text: 'Share of the label', numeric: true },
];
const steps = [0.01, 0.1, 0.25, 0.4, 0.6, 0.8];
const widestLabel = 84;
const cellHeight = 44;
const top = 62;

/** Counts of answers by label, shaded by their share of the row. */
export function confusionPlot({ labels, answers, counts }: Confusion): Plot {
  const rows = labels.map((label, index) => rowOf(label, answers, counts[index] ?? []));
  const plot = {
    ...heading,
    table: { columns: tableColumns, rows: rows.flatMap((row) => tableRows(row, answers)) },
  };
  if (sum(rows, ({ total }) => total) === 0) return emptyPlot(plot);
  const left = nameWidth(labels, widestLabel) + 10;
  const columns: Columns = { left, width: (plotWidth - left - 2) / answers.length };
  const marks = [
    words('label-soft', [left, 10], 'Answer'),
    words('label-soft', [2, top - 12], 'Label'),
    ...answers.flatMap((answer, index) => answerMarks(answer, middle(index, columns), columns.width - 4)),
    ...rows.flatMap((row, index) => rowMarks(row, index, columns)),
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

/** Where cells stand from left to right. */
interface Columns {
  readonly left: number;
  readonly width: number;
}

function middle(index: number, { left, width }: Columns): number {
  return left + (index + 0.5) * width - 1;
}

/** An answer of several words may take two lines. */
function answerMarks(answer: string, x: number, width: number): Mark[] {
  const place = { width, anchor: 'middle' } as const;
  const breaks = [...answer.slice(0, 100).matchAll(/\s+/g)].map(({ index }) => index);
  const middleBreak = breaks[Math.floor((breaks.length - 1) / 2)];
  if (middleBreak === undefined || widthOf(answer) <= width)
    return [fitted('label', [x, top - 12], answer, place)];
  return [
    fitted('label', [x, top - 28], answer.slice(0, middleBreak), place),
    fitted('label', [x, top - 12], answer.slice(middleBreak), place),
  ];
}

function rowMarks({ label, counts, total }: Row, index: number, columns: Columns): Mark[] {
  const y = top + index * cellHeight;
  const name = fitted('label', [2, y + cellHeight / 2 - 1], label, { width: columns.left - 8 });
  return [name, ...counts.flatMap((count, column) => cellMarks({ count, total }, [column, y], columns))];
}

/** Where columns are too narrow for words, the shade and the table have to do. */
function cellMarks(
  { count, total }: { count: number; total: number },
  [column, y]: readonly [number, number],
  columns: Columns,
): Mark[] {
  const share = total === 0 ? 0 : count / total;
  const { left, width } = columns;
  const x = middle(column, columns);
  const kind = kindOnCell(share, steps);
  const text = (words: string, at: number): Mark =>
    fitted(kind, [x, at], words, { width: width - 4, anchor: 'middle' });
  const shaded = cell(share, steps, [left + column * width, y], { width: width - 2, height: cellHeight - 2 });
  if (width < 44) return [shaded];
  return [shaded, text(wholeNumber(count), y + 13), text(total === 0 ? '–' : percent(share, 0), y + 29)];
}

/** One row for each cell: answers are the words of others, and no heads of columns. */
function tableRows({ label, counts, total }: Row, answers: readonly string[]): string[][] {
  return counts.map((count, index) => [
    wholeName(label),
    wholeName(answers[index] ?? ''),
    wholeNumber(count),
    total === 0 ? 'no value' : percent(count / total),
  ]);
}
