import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { wholeNumber } from '../../web/format';
import { fitted, nameWidth, widthOf } from './fitted-text';
import { line, lineHeight, type Mark, plotWidth, rect } from './plot';

/** Something counted, in words. */
export interface Count {
  readonly text: string;
  readonly count: number;
}

const widestName = 110;
const rowHeight = lineHeight + 6;

/** One bar for each count, from zero on, with its number behind it. */
export function barRows(counts: readonly Count[]): { height: number; marks: Mark[] } {
  const left =
    nameWidth(
      counts.map(({ text }) => text),
      widestName,
    ) + 10;
  const room = Math.min(110, max(counts, (entry) => widthOf(wholeNumber(countOf(entry)))) ?? 0);
  const right = plotWidth - 10 - room;
  const scale = scaleLinear()
    .domain([0, max(counts, countOf) || 1])
    .range([0, right - left]);
  const height = counts.length * rowHeight + 4;
  const marks = counts.flatMap((entry, index) => {
    const y = 2 + (index + 0.5) * rowHeight;
    const width = scale(countOf(entry));
    return [
      fitted('label', [left - 8, y], entry.text, { width: left - 10, anchor: 'end' }),
      rect('bar', left, y - 7, { width, height: 14 }),
      fitted('label', [left + width + 6, y], wholeNumber(countOf(entry)), { width: room + 1 }),
    ];
  });
  return { height, marks: [...marks, line('axis', [left, 0], [left, height])] };
}

/** A count that is none counts nothing. */
export function countOf({ count }: Count): number {
  return Number.isFinite(count) && count > 0 ? count : 0;
}
