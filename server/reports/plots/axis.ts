import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line, type Mark, words } from './plot';

/** The part of a plot that data is drawn in. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** From numbers to places in a plot. */
export type Scale = (value: number) => number;

/** Shares from 0 or, if all of them lie there, from one half on: an axis that is cut is cut in the same place always. */
export function shareScale(
  values: readonly number[],
  range: readonly [number, number],
): ScaleLinear<number, number> {
  const from = values.length > 0 && values.every((value) => value >= 0.5) ? 0.5 : 0;
  return scaleLinear().domain([from, 1]).range(range).clamp(true);
}

/** Every tenth of a share that starts at one half, else every quarter, in percent; the axis says the unit. */
export function shareTicks(scale: ScaleLinear<number, number>): Tick[] {
  const tenths = scale.domain()[0] === 0.5 ? [5, 6, 7, 8, 9, 10] : [0, 2.5, 5, 7.5, 10];
  return tenths.map((tenth) => ({ value: tenth / 10, text: String(tenth * 10) }));
}

/** Grid lines over the area, their numbers and what they count below it. */
export function acrossAxis(scale: Scale, ticks: readonly Tick[], area: Area, title: string): Mark[] {
  const { left, right, top, bottom } = area;
  return [
    ...ticks.map(({ value }) => line('grid', [scale(value), top], [scale(value), bottom])),
    line('axis', [left, bottom], [right, bottom]),
    ...ticks.map(({ value, text }) => words('label-soft', [scale(value), bottom + 11], text, 'middle')),
    words('label-soft', [(left + right) / 2, bottom + 28], title, 'middle'),
  ];
}

/** How far below its area an axis reaches. */
export const axisHeight = 38;

/** Grid lines over the area, their numbers left of it, and what they count above it. */
export function upAxis(scale: Scale, ticks: readonly Tick[], area: Area, title: string): Mark[] {
  const { left, right, top, bottom } = area;
  return [
    ...ticks.map(({ value }) => line('grid', [left, scale(value)], [right, scale(value)])),
    line('axis', [left, top], [left, bottom]),
    ...ticks.map(({ value, text }) => words('label-soft', [left - 6, scale(value)], text, 'end')),
    words('label-soft', [2, top - 16], title),
  ];
}
