import { ascending } from 'd3-array';
import { decimal } from '../../web/format';
import { type Scale, shareScale, shareTicks } from './axis';
import { intervalText, shareText } from './figures-in-words';
import { wholeName } from './fitted-text';
import { belowLegend, legend, type LegendEntry } from './legend';
import {
  boundsOf,
  circle,
  emptyPlot,
  line,
  lineHeight,
  type Mark,
  numberOf,
  type Plot,
  plotWidth,
  type Value,
} from './plot';
import { dotWithWhiskers, leftOfMarks, namedRows, noValue, type Rows, rowsBelow } from './share-rows';

/** A behavior with the label agreement of its two datasets. */
export interface Pair {
  readonly text: string;
  readonly model: Value;
  readonly human: Value;
}

const heading = {
  key: 'paired',
  title: 'Model-written and human-written items of the same behavior',
  description:
    'Label agreement of both datasets of each behavior, joined by a line; first the behaviors where the model-written one is lowest against the other.',
};
const columns = [
  { text: 'Behavior' },
  { text: 'Model-written', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'Human-written', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'Difference, points', numeric: true },
];
/** More pairs than this stand closer together, without whiskers. */
const mostWithWhiskers = 20;

/** Label agreement of model-written against human-written items, behavior by behavior. */
export function pairedPlot(pairs: readonly Pair[]): Plot {
  const sorted = [...pairs].sort(byDifference);
  const plot = { ...heading, table: { columns, rows: sorted.map(tableRow) } };
  if (sorted.length === 0) return emptyPlot(plot);
  const roomy = sorted.length <= mostWithWhiskers;
  const entries = legendOf(roomy);
  const top = belowLegend(entries) + (sorted.length > 25 ? lineHeight : 0);
  const names = sorted.map(({ text }) => text);
  const rows = rowsBelow(top, sorted.length, roomy ? 28 : lineHeight, leftOfMarks(names));
  const scale = shareScale(
    sorted.flatMap((pair) => numbersOf(pair, roomy)),
    [rows.area.left, rows.area.right],
  );
  const marks = [
    ...legend(entries),
    ...namedRows(rows, scale, shareTicks(scale), { names, title: 'Label agreement, %' }),
    ...sorted.flatMap((pair, index) => pairMarks(pair, rows, scale, { index, roomy })),
  ];
  return { ...plot, width: plotWidth, height: rows.height, marks };
}

function byDifference(a: Pair, b: Pair): number {
  return ascending(differenceOf(a) ?? Infinity, differenceOf(b) ?? Infinity) || ascending(a.text, b.text);
}

function differenceOf({ model, human }: Pair): number | undefined {
  const [first, second] = [numberOf(model), numberOf(human)];
  return first === undefined || second === undefined ? undefined : first - second;
}

function numbersOf({ model, human }: Pair, withBounds: boolean): number[] {
  const bounds = withBounds ? [boundsOf(model)?.[0], boundsOf(human)?.[0]] : [];
  return [numberOf(model), numberOf(human), ...bounds].filter((number) => number !== undefined);
}

/** With room, each dot has a line of its own for its whiskers. */
function pairMarks(
  { model, human }: Pair,
  rows: Rows,
  scale: Scale,
  { index, roomy }: { index: number; roomy: boolean },
): Mark[] {
  const y = rows.y(index);
  const apart = roomy ? 5 : 0;
  const [first, second] = [numberOf(model), numberOf(human)];
  if (first === undefined && second === undefined) return [noValue(rows, index)];
  const join =
    first === undefined || second === undefined
      ? []
      : [line('line', [scale(first), y - apart], [scale(second), y + apart])];
  const shown = (value: Value): Value => (roomy ? value : (numberOf(value) ?? null));
  return [
    ...join,
    ...dotWithWhiskers(shown(human), scale, y + apart, true),
    ...dotWithWhiskers(shown(model), scale, y - apart, false),
  ];
}

function legendOf(withWhiskers: boolean): LegendEntry[] {
  const sign =
    (kind: 'dot' | 'dot-hollow') =>
    (x: number, y: number): Mark[] => [
      ...(withWhiskers ? [line('whisker', [x - 14, y], [x + 14, y])] : []),
      circle(kind, [x, y], 4),
    ];
  const interval = withWhiskers ? ', 95% interval' : '';
  return [
    { text: `model-written${interval}`, sign: sign('dot') },
    { text: `human-written${interval}`, sign: sign('dot-hollow') },
  ];
}

function tableRow(pair: Pair): string[] {
  const { text, model, human } = pair;
  const difference = differenceOf(pair);
  return [
    wholeName(text),
    shareText(model),
    intervalText(model),
    shareText(human),
    intervalText(human),
    difference === undefined ? '–' : decimal(100 * difference, 1),
  ];
}
