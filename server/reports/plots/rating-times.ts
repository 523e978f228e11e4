import { max, min, range } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { wholeNumber } from '../../web/format';
import { acrossAxis, type Area, axisHeight, type Scale, type Tick, upAxis } from './axis';
import { belowLegend, legend, type LegendEntry } from './legend';
import { emptyPlot, line, type Mark, type Plot, plotWidth, rect } from './plot';

const heading = {
  key: 'rating-times',
  title: 'Seconds per rating',
  description: 'Ratings by how long they took, on an axis on which every step to the right is a multiple.',
};
const columns = [{ text: 'Seconds' }, { text: 'Ratings', numeric: true }];

/** No limit lies beyond these: a tenth of a second, and a day. */
const shortest = 0.1;
const longest = 86_400;

/** How many ratings took from `low` up to `high` seconds. */
export interface SecondsBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/**
 * Ratings by their seconds.
 * @param bins one behind the other, in rising order
 * @param tooFast the seconds below which a rating counts as too fast
 */
export function ratingTimesPlot(bins: readonly SecondsBin[], tooFast?: number): Plot {
  const rows = bins.map(({ low, high, n }) => [
    `${secondsText(low)} to ${secondsText(high)}`,
    wholeNumber(n),
  ]);
  const plot = { ...heading, table: { columns, rows } };
  if (bins.length === 0) return emptyPlot(plot);
  const entries = legendOf(tooFast);
  const top = belowLegend(entries) + 30;
  const area = { left: 48, right: plotWidth - 20, top, bottom: top + 150 };
  const across = scaleLog().domain(spanOf(bins, tooFast)).range([area.left, area.right]).clamp(true);
  const up = scaleLinear()
    .domain([0, max(bins, ({ n }) => n) ?? 1])
    .nice(4)
    .range([area.bottom, area.top]);
  const marks = [
    ...legend(entries),
    ...upAxis(up, countTicks(up.domain()[1] ?? 1), area, 'Ratings'),
    ...bars(bins, across, up, area),
    ...acrossAxis(across, timeTicks(across.domain()), area, 'Seconds, logarithmic'),
    ...limitMarks(tooFast, across, area),
  ];
  return { ...plot, width: plotWidth, height: area.bottom + axisHeight, marks };
}

/** All bins and the limit, and never less than two powers of ten, so that a single time is no wall. */
function spanOf(bins: readonly SecondsBin[], tooFast: number | undefined): [number, number] {
  const limit = isLimit(tooFast) ? [tooFast] : [];
  const from = min([...bins.map((entry) => entry.low), ...limit]) ?? shortest;
  const to = max([...bins.map((entry) => entry.high), ...limit]) ?? longest;
  const missing = Math.max(0, 2 - Math.log10(to / from)) / 2;
  return [from / 10 ** missing, to * 10 ** missing];
}

function bars(bins: readonly SecondsBin[], across: Scale, up: Scale, { bottom }: Area): Mark[] {
  return bins.flatMap(({ low, high, n }) => {
    if (n === 0) return [];
    const [left, right] = [across(low), across(high)];
    return [rect('bar', left + 0.5, up(n), { width: right - left - 1, height: bottom - up(n) })];
  });
}

function limitMarks(tooFast: number | undefined, across: Scale, { top, bottom }: Area): Mark[] {
  return isLimit(tooFast) ? [line('limit', [across(tooFast), top], [across(tooFast), bottom])] : [];
}

function isLimit(tooFast: number | undefined): tooFast is number {
  return tooFast !== undefined && tooFast >= shortest && tooFast <= longest;
}

/** Times as people count them; over a wide span only the powers of ten, which then are far enough apart. */
function timeTicks([from = 1, to = 10]: number[]): Tick[] {
  const span = Math.log10(to / from);
  const steps = span > 3 ? [1] : span > 2.3 ? [1, 3] : [1, 2, 5];
  const powers = range(Math.floor(Math.log10(from)), Math.ceil(Math.log10(to)) + 1);
  return powers
    .flatMap((power) => steps.map((step) => step * 10 ** power))
    .filter((value) => value >= from && value <= to)
    .map((value) => ({ value, text: shortNumber(value) }));
}

function countTicks(highest: number): Tick[] {
  const places = scaleLinear().domain([0, highest]).ticks(4);
  return places.filter(Number.isInteger).map((value) => ({ value, text: shortNumber(value) }));
}

/** `20k` for 20,000: axes have little room. */
function shortNumber(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  return value >= 1e4 ? `${Number((value / 1e3).toPrecision(3))}k` : String(Number(value.toPrecision(3)));
}

function secondsText(value: number): string {
  return value >= 100 ? wholeNumber(value) : String(Number(value.toPrecision(2)));
}

function legendOf(tooFast: number | undefined): LegendEntry[] {
  if (!isLimit(tooFast)) return [];
  return [
    {
      text: `too fast below ${secondsText(tooFast)} s`,
      sign: (x, y) => [line('limit', [x, y - 8], [x, y + 8])],
    },
  ];
}
