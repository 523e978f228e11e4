import { acrossAxis, type Area, axisHeight, type Scale, type Tick } from './axis';
import { fitted, nameWidth } from './fitted-text';
import { boundsOf, circle, fewUnits, line, type Mark, numberOf, plotWidth, type Value, words } from './plot';

/** Rows with a name on the left and marks on one scale on the right. */
export interface Rows {
  readonly area: Area;
  readonly rowHeight: number;
  readonly height: number;
  /** The middle of a row. */
  readonly y: (index: number) => number;
}

/** Between names and marks. */
const gap = 10;

/** Where marks begin, right of the names. */
export function leftOfMarks(names: readonly string[]): number {
  return nameWidth(names, 142) + gap;
}

/** Where the rows of a plot lie, below what stands above them. */
export function rowsBelow(top: number, count: number, rowHeight: number, left: number): Rows {
  const area = { left, right: plotWidth - 20, top, bottom: top + count * rowHeight + 4 };
  const y = (index: number): number => top + 2 + (index + 0.5) * rowHeight;
  return { area, rowHeight, height: area.bottom + axisHeight, y };
}

/** The axis of all rows and their names. Where rows are many, the numbers stand above them as well. */
export function namedRows(
  rows: Rows,
  scale: Scale,
  ticks: readonly Tick[],
  texts: { names: readonly string[]; title: string },
): Mark[] {
  const { area, y } = rows;
  const above = texts.names.length > 25 ? ticks : [];
  return [
    ...acrossAxis(scale, ticks, area, texts.title),
    ...above.map(({ value, text }) => words('label-soft', [scale(value), area.top - 9], text, 'middle')),
    ...texts.names.map((name, index) =>
      fitted('label', [area.left - gap, y(index)], name, { width: area.left - gap - 1, anchor: 'end' }),
    ),
  ];
}

/** A dot with the whiskers of its interval, or words where there is no value. */
export function dotWithWhiskers(value: Value, scale: Scale, y: number, hollow = isFew(value)): Mark[] {
  const x = numberOf(value);
  if (x === undefined) return [];
  return [...whiskers('whisker', value, scale, y), circle(hollow ? 'dot-hollow' : 'dot', [scale(x), y], 4)];
}

/** Said in the row of a value that there is not. */
export function noValue(rows: Rows, index: number): Mark {
  return words('label-soft', [rows.area.left + 6, rows.y(index)], 'no value');
}

export function whiskers(
  kind: 'whisker' | 'whisker-thin',
  value: Parameters<typeof boundsOf>[0],
  scale: Scale,
  y: number,
): Mark[] {
  const bounds = boundsOf(value);
  return bounds ? [line(kind, [scale(bounds[0]), y], [scale(bounds[1]), y])] : [];
}

/** Whether a value rests on few units. */
export function isFew(value: Value): boolean {
  return typeof value === 'object' && value !== null && 'n' in value && value.n < fewUnits;
}
