import { ascending } from 'd3-array';
import { shareScale, shareTicks } from './axis';
import { intervalText, shareText, unitsText } from './figures-in-words';
import { wholeName } from './fitted-text';
import { belowLegend, legend, type LegendEntry } from './legend';
import {
  boundsOf,
  circle,
  emptyPlot,
  fewUnits,
  line,
  lineHeight,
  type Mark,
  numberOf,
  type Plot,
  plotWidth,
  rect,
  type Value,
} from './plot';
import {
  dotWithWhiskers,
  isFew,
  leftOfMarks,
  namedRows,
  noValue,
  type Rows,
  rowsBelow,
  whiskers,
} from './share-rows';
import type { Scale } from './axis';

/** A dataset with its label agreement, for these raters and, where it is known, for others like them. */
export interface DatasetAgreement {
  readonly text: string;
  readonly agreement: Value;
  /** The 95% interval that also holds for another crowd. */
  readonly newCrowd?: { readonly low: number; readonly high: number };
  /** The estimate drawn towards that of all datasets. */
  readonly shrunken?: Value;
}

/** The range published for the model-written datasets (Perez et al., 2022, abstract). */
const published = { low: 0.9, high: 1 };

const heading = {
  key: 'label-agreement',
  title: 'Label agreement by dataset',
  description:
    'Share of complete items whose majority answer equals the label, one row for each dataset, lowest first, with 95% intervals.',
};
const columns = [
  { text: 'Dataset' },
  { text: 'Label agreement', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'n', numeric: true },
  { text: 'Another crowd', numeric: true },
  { text: 'Shrunken estimate', numeric: true },
];

/**
 * Label agreement of datasets as dots with whiskers, lowest first.
 * @param wanted the share that datasets are to reach
 */
export function labelAgreementPlot(datasets: readonly DatasetAgreement[], wanted?: number): Plot {
  const bar = numberOf(wanted ?? null);
  const sorted = [...datasets].sort(byAgreement);
  const plot = { ...heading, table: { columns, rows: sorted.map(tableRow) } };
  if (sorted.length === 0) return emptyPlot(plot);
  const entries = legendOf(sorted, bar);
  const names = sorted.map(({ text }) => text);
  const top = belowLegend(entries) + (sorted.length > 25 ? lineHeight : 0);
  const rows = rowsBelow(top, sorted.length, lineHeight, leftOfMarks(names));
  const scale = shareScale(sorted.flatMap(numbersOf).concat(bar ?? []), [rows.area.left, rows.area.right]);
  const marks = [
    ...legend(entries),
    ...bandAndBar(rows, scale, bar),
    ...namedRows(rows, scale, shareTicks(scale), { names, title: 'Label agreement, %' }),
    ...sorted.flatMap((dataset, index) => rowMarks(dataset, rows, scale, index)),
  ];
  return { ...plot, width: plotWidth, height: rows.height, marks };
}

/** Datasets without a value last; then by name, so that the order never depends on that of the input. */
function byAgreement(a: DatasetAgreement, b: DatasetAgreement): number {
  const value = ({ agreement }: DatasetAgreement): number => numberOf(agreement) ?? Infinity;
  return ascending(value(a), value(b)) || ascending(a.text, b.text);
}

function numbersOf({ agreement, newCrowd, shrunken = null }: DatasetAgreement): number[] {
  return [numberOf(agreement), numberOf(shrunken), boundsOf(agreement)?.[0], boundsOf(newCrowd)?.[0]].filter(
    (number) => number !== undefined,
  );
}

function bandAndBar({ area }: Rows, scale: Scale, bar: number | undefined): Mark[] {
  const { top, bottom } = area;
  const [low, high] = [scale(published.low), scale(published.high)];
  return [
    rect('band', low, top, { width: high - low, height: bottom - top }),
    ...(bar === undefined ? [] : [line('limit', [scale(bar), top], [scale(bar), bottom])]),
  ];
}

function rowMarks(
  { agreement, newCrowd, shrunken = null }: DatasetAgreement,
  rows: Rows,
  scale: Scale,
  index: number,
): Mark[] {
  const y = rows.y(index);
  if (numberOf(agreement) === undefined) return [noValue(rows, index)];
  const tick = numberOf(shrunken);
  return [
    ...whiskers('whisker-thin', newCrowd, scale, y),
    ...(tick === undefined ? [] : [line('tick', [scale(tick), y - 7], [scale(tick), y + 7])]),
    ...dotWithWhiskers(agreement, scale, y),
  ];
}

/** Only what is drawn is explained. */
function legendOf(datasets: readonly DatasetAgreement[], bar: number | undefined): LegendEntry[] {
  const entries: [boolean, string, LegendEntry['sign']][] = [
    [
      true,
      '95% interval, these raters',
      (x, y) => [line('whisker', [x - 14, y], [x + 14, y]), circle('dot', [x, y], 4)],
    ],
    [
      datasets.some(({ newCrowd }) => boundsOf(newCrowd)),
      '95% interval, another crowd',
      (x, y) => [line('whisker-thin', [x - 14, y], [x + 14, y])],
    ],
    [
      datasets.some(({ shrunken = null }) => numberOf(shrunken) !== undefined),
      'shrunken estimate',
      (x, y) => [line('tick', [x, y - 7], [x, y + 7])],
    ],
    [
      datasets.some(({ agreement }) => isFew(agreement)),
      `fewer than ${fewUnits} items`,
      (x, y) => [circle('dot-hollow', [x, y], 4)],
    ],
    [true, 'published range, 90–100%', (x, y) => [rect('band', x - 14, y - 6, { width: 28, height: 12 })]],
    [
      bar !== undefined,
      `bar at ${shareText(bar ?? null)}`,
      (x, y) => [line('limit', [x, y - 8], [x, y + 8])],
    ],
  ];
  return entries.flatMap(([drawn, text, sign]) => (drawn ? [{ text, sign }] : []));
}

function tableRow({ text, agreement, newCrowd, shrunken }: DatasetAgreement): string[] {
  return [
    wholeName(text),
    shareText(agreement),
    intervalText(agreement),
    unitsText(agreement),
    intervalText(newCrowd),
    shrunken === undefined ? '–' : shareText(shrunken),
  ];
}
