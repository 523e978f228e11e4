import { ascending, descending } from 'd3-array';
import { percent, wholeNumber } from '../../web/format';
import { cell, kindOnCell } from './cells';
import { shareText } from './figures-in-words';
import { fitted } from './fitted-text';
import { clustered } from './order-by-clusters';
import {
  emptyPlot,
  line,
  lineHeight,
  type Mark,
  numberOf,
  type Plot,
  plotWidth,
  rect,
  type Value,
  words,
} from './plot';

export interface PlottedRater {
  readonly id: string;
  readonly text: string;
  readonly ratings: number;
}

/** Two raters, by their ids in any order, and the share of the items both rated on which they gave the same answer. */
export interface RaterPair {
  readonly first: string;
  readonly second: string;
  readonly shared: number;
  readonly agreement: Value;
}

/** A cell of the map: `undefined` where two raters share too little to say. */
interface Grid {
  readonly raters: readonly PlottedRater[];
  readonly pair: (row: number, column: number) => RaterPair | undefined;
}

/** The most raters drawn, and the fewest shared items two raters need for a shade. */
const mostRaters = 40;
const fewestShared = 10;

const steps = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
const stepTexts = ['<50', '50', '60', '70', '80', '90', '100'];
const heading = {
  key: 'rater-agreement',
  title: 'Agreement between raters',
  description:
    'One row and one column for each rater; cells are shaded by the share of shared items on which the two gave the same answer, and crossed out where they share fewer than 10 items.',
};
const columns = [
  { text: 'Rater' },
  { text: 'Other rater' },
  { text: 'Agreement', numeric: true },
  { text: 'Shared items', numeric: true },
];

/** Agreement of every rater with every other, ordered by average linkage, so that those who agree stand together. */
export function raterAgreementPlot(raters: readonly PlottedRater[], pairs: readonly RaterPair[]): Plot {
  const drawn = [...raters]
    .sort((a, b) => descending(a.ratings, b.ratings) || ascending(a.id, b.id))
    .slice(0, mostRaters);
  const grid = orderedGrid(drawn, pairs);
  const plot = { ...heading, table: { columns, rows: tableRows(grid) } };
  if (drawn.length === 0) return emptyPlot(plot);
  const top = 2 * lineHeight + 28;
  const { size, left } = layoutOf(drawn.length);
  const marks = [
    ...stepsLegend(),
    ...numbersAndNames(grid, { top, left, size }),
    ...cells(grid, { top, left, size }),
  ];
  const note = noteOf(raters.length);
  return { ...plot, width: plotWidth, height: top + drawn.length * size + 4, marks, note };
}

function orderedGrid(raters: readonly PlottedRater[], pairs: readonly RaterPair[]): Grid {
  const byIds = new Map(
    pairs.flatMap((pair): [string, RaterPair][] => [
      [JSON.stringify([pair.first, pair.second]), pair],
      [JSON.stringify([pair.second, pair.first]), pair],
    ]),
  );
  const find = (a: PlottedRater, b: PlottedRater) => byIds.get(JSON.stringify([a.id, b.id]));
  const order = clustered(raters.length, (a, b) => {
    const pair = find(raters[a]!, raters[b]!);
    return pair && enough(pair) ? numberOf(pair.agreement) : undefined;
  });
  const ordered = order.map((index) => raters[index]!);
  return { raters: ordered, pair: (row, column) => find(ordered[row]!, ordered[column]!) };
}

function enough({ shared, agreement }: RaterPair): boolean {
  return shared >= fewestShared && numberOf(agreement) !== undefined;
}

interface Layout {
  readonly top: number;
  readonly left: number;
  readonly size: number;
}

/** Few raters are named beside their row; many have their number, and the name in the table. */
function layoutOf(raters: number): { size: number; left: number } {
  const left = raters > 14 ? 30 : 112;
  return { left, size: Math.min(40, (plotWidth - 10 - left) / raters) };
}

function numbersAndNames({ raters }: Grid, { top, left, size }: Layout): Mark[] {
  const every = size >= 22 ? 1 : 5;
  const isNumbered = (index: number): boolean => index === 0 || (index + 1) % every === 0;
  const middle = (start: number, index: number): number => start + (index + 0.5) * size;
  return raters.flatMap((rater, index) => {
    const number = String(index + 1);
    const above = words('label-soft', [middle(left, index), top - 10], number, 'middle');
    const named = fitted('label', [2, middle(top, index)], `${number} ${rater.text}`, { width: left - 8 });
    const beside = words('label-soft', [left - 6, middle(top, index)], number, 'end');
    const row = raters.length <= 14 ? [named] : isNumbered(index) ? [beside] : [];
    return [...(isNumbered(index) ? [above] : []), ...row];
  });
}

function cells(grid: Grid, { top, left, size }: Layout): Mark[] {
  const gap = size > 12 ? 1 : 0.4;
  const side = { width: size - gap, height: size - gap };
  return grid.raters.flatMap((_, row) =>
    grid.raters.flatMap((_other, column) => {
      if (row === column) return [];
      const [x, y] = [left + column * size, top + row * size];
      const pair = grid.pair(row, column);
      const value = pair && enough(pair) ? numberOf(pair.agreement) : undefined;
      if (value === undefined)
        return [rect('missing', x, y, side), line('missing', [x, y + side.height], [x + side.width, y])];
      const middle = [x + side.width / 2, y + side.height / 2] as const;
      const text = fitted(kindOnCell(value, steps), middle, percent(value, 0).slice(0, -1), {
        width: side.width,
        anchor: 'middle',
      });
      return [cell(value, steps, [x, y], side), ...(size >= 30 ? [text] : [])];
    }),
  );
}

/** The shades with the percent they begin at, and the sign for too few. */
function stepsLegend(): Mark[] {
  const values = [0, ...steps];
  return [
    words('label-soft', [2, 10], 'Same answer, from %'),
    ...values.flatMap((value, index) => {
      const x = 2 + index * 34;
      const shaded = cell(value, steps, [x, 22], { width: 32, height: 18 });
      return [shaded, words(kindOnCell(value, steps), [x + 16, 31], stepTexts[index] ?? '', 'middle')];
    }),
    rect('missing', 258, 22, { width: 18, height: 18 }),
    line('missing', [258, 40], [276, 22]),
    words('label', [281, 31], 'too few'),
  ];
}

function noteOf(raters: number): string {
  const order = `Ordered by average linkage: raters who agree stand together. Crossed out: fewer than ${fewestShared} shared items.`;
  if (raters <= mostRaters) return order;
  return `The ${mostRaters} raters with the most ratings, of ${wholeNumber(raters)}. ${order}`;
}

/** Every two raters once, by their numbers in the plot. */
function tableRows({ raters, pair }: Grid): string[][] {
  const name = (index: number): string => `${index + 1} ${raters[index]?.text ?? ''}`;
  return raters.flatMap((_, row) =>
    raters.slice(row + 1).map((_other, offset) => {
      const column = row + 1 + offset;
      const found = pair(row, column);
      const agreement = found ? shareText(found.agreement) : 'no value';
      return [name(row), name(column), agreement, wholeNumber(found?.shared ?? 0)];
    }),
  );
}
