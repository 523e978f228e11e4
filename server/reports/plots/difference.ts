import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { type Scale, shareScale, shareTicks, type Tick } from './axis';
import { intervalText, shareText, unitsText } from './figures-in-words';
import { wholeName } from './fitted-text';
import { boundsOf, emptyPlot, line, type Mark, numberOf, type Plot, plotWidth, type Value } from './plot';
import { dotWithWhiskers, leftOfMarks, namedRows, noValue, type Rows, rowsBelow } from './share-rows';

export interface NamedShare {
  readonly text: string;
  readonly value: Value;
}

const heading = {
  key: 'difference',
  title: 'Label agreement, blind and with the label shown',
  description:
    'Label agreement when raters do not see the label and when they do, with 95% intervals, and below it how much it differs.',
};
const columns = [
  { text: 'Label mode' },
  { text: 'Label agreement', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'n', numeric: true },
];
const rowHeight = 26;

/** Two shares, and on an axis of its own their difference, from -1 to 1, with zero marked. */
export function differencePlot(values: readonly [NamedShare, NamedShare], difference: NamedShare): Plot {
  const all = [...values, difference];
  const plot = { ...heading, table: { columns, rows: all.map(tableRow) } };
  if (all.every(({ value }) => numberOf(value) === undefined)) return emptyPlot(plot);
  const left = leftOfMarks(all.map(({ text }) => text));
  const above = rowsBelow(2, values.length, rowHeight, left);
  const below = rowsBelow(above.height + 10, 1, rowHeight, left);
  const shares = shareScale(values.flatMap(endsOf), [above.area.left, above.area.right]);
  const reach = reachOf(endsOf(difference));
  const points = scaleLinear().domain([-reach, reach]).range([below.area.left, below.area.right]).clamp(true);
  const { top, bottom } = below.area;
  const marks = [
    ...panel(above, { scale: shares, ticks: shareTicks(shares), title: 'Label agreement, %' }, values),
    ...panel(below, { scale: points, ticks: pointTicks(reach), title: 'Difference, points' }, [difference]),
    line('limit', [points(0), top], [points(0), bottom]),
  ];
  return { ...plot, width: plotWidth, height: below.height, marks };
}

function endsOf({ value }: NamedShare): number[] {
  return [numberOf(value), ...(boundsOf(value) ?? [])].filter((number) => number !== undefined);
}

/** How far the axis of the difference goes to both sides. */
function reachOf(ends: readonly number[]): number {
  const farthest = max(ends, Math.abs) ?? 0;
  return [0.05, 0.1, 0.2, 0.5].find((reach) => farthest <= reach) ?? 1;
}

function pointTicks(reach: number): Tick[] {
  return [-1, -0.5, 0, 0.5, 1].map((part) => {
    const value = part * reach;
    const text = String(Math.abs(value * 100));
    return { value, text: value < 0 ? `−${text}` : value > 0 ? `+${text}` : '0' };
  });
}

function panel(
  rows: Rows,
  axis: { scale: Scale; ticks: readonly Tick[]; title: string },
  values: readonly NamedShare[],
): Mark[] {
  return [
    ...namedRows(rows, axis.scale, axis.ticks, { names: values.map(({ text }) => text), title: axis.title }),
    ...values.flatMap(({ value }, index) =>
      numberOf(value) === undefined
        ? [noValue(rows, index)]
        : dotWithWhiskers(value, axis.scale, rows.y(index)),
    ),
  ];
}

function tableRow({ text, value }: NamedShare): string[] {
  return [wholeName(text), shareText(value), intervalText(value), unitsText(value)];
}
