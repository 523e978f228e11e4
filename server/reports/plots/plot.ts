import { isUndefined, type Outcome } from '../../statistics/outcome';
import { readable } from './fitted-text';

/** What a mark is, and so how `static/css/plots.css` draws it: `dot` is the class `plot-dot`. */
export type Kind =
  | 'axis'
  | 'band'
  | 'bar'
  | 'cell-0'
  | 'cell-1'
  | 'cell-2'
  | 'cell-3'
  | 'cell-4'
  | 'cell-5'
  | 'cell-6'
  | 'dot'
  | 'dot-hollow'
  | 'grid'
  | 'label'
  | 'label-on-cell'
  | 'label-soft'
  | 'label-strong'
  | 'limit'
  | 'line'
  | 'missing'
  | 'tick'
  | 'whisker'
  | 'whisker-thin';

export interface Rect {
  readonly shape: 'rect';
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly shape: 'line';
  readonly kind: Kind;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Circle {
  readonly shape: 'circle';
  readonly kind: Kind;
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
}

export interface Path {
  readonly shape: 'path';
  readonly kind: Kind;
  readonly d: string;
}

/** Words whose middle is at the height `y`. */
export interface Words {
  readonly shape: 'text';
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
  /** What stands there instead where the plot is small and its letters are larger. */
  readonly short?: string;
}

export type Mark = Rect | Line | Circle | Path | Words;

/** A figure on paper of `width` by `height` units, and the same numbers as a table. */
export interface Plot {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly table: {
    readonly columns: readonly { readonly text: string; readonly numeric?: boolean }[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly note?: string;
}

/** A number to be drawn, or none; null and an undefined outcome are drawn as words, never as 0. */
export type Value = Outcome | number | null;

export const plotWidth = 340;

/** From one line of text to the next. */
export const lineHeight = 18;

/** Values that rest on fewer units than this are drawn hollow. */
export const fewUnits = 50;

export function rect(kind: Kind, x: number, y: number, size: { width: number; height: number }): Rect {
  const width = round(Math.max(0, size.width));
  return { shape: 'rect', kind, x: round(x), y: round(y), width, height: round(Math.max(0, size.height)) };
}

export function line(kind: Kind, [x1, y1]: Point, [x2, y2]: Point): Line {
  return { shape: 'line', kind, x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) };
}

export function circle(kind: Kind, [cx, cy]: Point, r: number): Circle {
  return { shape: 'circle', kind, cx: round(cx), cy: round(cy), r: round(r) };
}

/** A path from point to point, closed or not. */
export function path(kind: Kind, points: readonly Point[], closed = false): Path {
  const d = points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L');
  return { shape: 'path', kind, d: `M${d}${closed ? 'Z' : ''}` };
}

/** Words that are ours and known to fit; the texts of others go through `fitted`. */
export function words(kind: Kind, [x, y]: Point, text: string, anchor: Words['anchor'] = 'start'): Words {
  return { shape: 'text', kind, x: round(x), y: round(y), anchor, text: readable(text) };
}

export type Point = readonly [x: number, y: number];

/** The number to be drawn; undefined where there is none. */
export function numberOf(value: Value): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'object' && isUndefined(value)) return undefined;
  const number = typeof value === 'number' ? value : value.value;
  return Number.isFinite(number) ? number : undefined;
}

/** The ends of an interval, in order; undefined where it has none. */
export function boundsOf(value: Value | { low: number; high: number } | undefined): Point | undefined {
  if (typeof value !== 'object' || value === null || isUndefined(value)) return undefined;
  const { low, high } = value;
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high))
    return undefined;
  return low <= high ? [low, high] : [high, low];
}

/** The plot of no data at all: its table has columns and no rows. */
export function emptyPlot(plot: Omit<Plot, 'width' | 'height' | 'marks' | 'note'>): Plot {
  const height = 3 * lineHeight;
  const marks = [words('label-soft', [plotWidth / 2, height / 2], 'No data yet', 'middle')];
  return { ...plot, width: plotWidth, height, marks };
}

/** To a tenth of a unit; never -0. */
function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
