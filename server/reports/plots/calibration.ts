import { scaleLinear } from 'd3-scale';
import { wholeNumber } from '../../web/format';
import { acrossAxis, axisHeight, type Scale, shareTicks, upAxis } from './axis';
import { intervalText, shareText } from './figures-in-words';
import { belowLegend, legend, type LegendEntry } from './legend';
import {
  boundsOf,
  circle,
  emptyPlot,
  fewUnits,
  line,
  type Mark,
  numberOf,
  path,
  type Plot,
  plotWidth,
  type Value,
} from './plot';

/** Items whose label confidence lies between two bounds: their mean confidence, and the share whose label is right. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly confidence: Value;
  readonly value: Value;
  readonly valueLow?: number | null;
  readonly valueHigh?: number | null;
}

const heading = {
  key: 'calibration',
  title: 'Label confidence and right labels',
  description:
    'One dot for each bin of label confidence: its mean to the right, the share of labels raters agree with upwards, with 95% intervals. On the diagonal, confidence is what it says.',
};
const columns = [
  { text: 'Confidence' },
  { text: 'Mean confidence', numeric: true },
  { text: 'Labels right', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'n', numeric: true },
];

/** A reliability diagram: how often labels are right against how sure the dataset is of them. */
export function calibrationPlot(bins: readonly CalibrationBin[]): Plot {
  const plot = { ...heading, table: { columns, rows: bins.map(tableRow) } };
  if (bins.every(({ n }) => !(n > 0))) return emptyPlot(plot);
  const entries = bins.some(isHollow) ? [...always, hollow] : always;
  const top = belowLegend(entries) + 30;
  const area = { left: 36, right: plotWidth - 18, top, bottom: top + plotWidth - 54 };
  const across = scaleLinear().range([area.left, area.right]).clamp(true);
  const up = scaleLinear().range([area.bottom, area.top]).clamp(true);
  const marks = [
    ...legend(entries),
    ...acrossAxis(across, shareTicks(across), area, 'Mean label confidence, %'),
    ...upAxis(up, shareTicks(up), area, 'Labels right, %'),
    line('limit', [across(0), up(0)], [across(1), up(1)]),
    ...joined(bins, across, up),
    ...bins.flatMap((entry) => binMarks(entry, across, up)),
  ];
  return { ...plot, width: plotWidth, height: area.bottom + axisHeight, marks };
}

const always: readonly LegendEntry[] = [
  { text: 'perfectly calibrated', sign: (x, y) => [line('limit', [x - 14, y], [x + 14, y])] },
  {
    text: 'bin with its 95% interval',
    sign: (x, y) => [line('whisker', [x, y - 8], [x, y + 8]), circle('dot', [x, y], 4)],
  },
];

const hollow: LegendEntry = {
  text: `fewer than ${fewUnits} items`,
  sign: (x, y) => [circle('dot-hollow', [x, y], 4)],
};

function isHollow({ n }: CalibrationBin): boolean {
  return n < fewUnits;
}

/** Where a bin's dot lies; an empty bin has none. */
function pointsOf(bins: readonly CalibrationBin[], across: Scale, up: Scale): [number, number][] {
  return bins.flatMap(({ confidence, value }): [number, number][] => {
    const [x, y] = [numberOf(confidence), numberOf(value)];
    return x === undefined || y === undefined ? [] : [[across(x), up(y)]];
  });
}

function joined(bins: readonly CalibrationBin[], across: Scale, up: Scale): Mark[] {
  const points = pointsOf(bins, across, up);
  return points.length > 1 ? [path('line', points)] : [];
}

function binMarks(entry: CalibrationBin, across: Scale, up: Scale): Mark[] {
  const bounds = boundsOf(intervalOf(entry));
  return pointsOf([entry], across, up).flatMap(([x, y]) => [
    ...(bounds ? [line('whisker', [x, up(bounds[0])], [x, up(bounds[1])])] : []),
    circle(isHollow(entry) ? 'dot-hollow' : 'dot', [x, y], 4),
  ]);
}

function intervalOf({ valueLow, valueHigh }: CalibrationBin): { low: number; high: number } {
  return { low: valueLow ?? NaN, high: valueHigh ?? NaN };
}

function tableRow(entry: CalibrationBin): string[] {
  const { low, high, confidence, value, n } = entry;
  const interval = intervalText(intervalOf(entry));
  return [intervalText({ low, high }), shareText(confidence), shareText(value), interval, wholeNumber(n)];
}
