import { ascending } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { acrossAxis, type Area, axisHeight, shareScale, shareTicks, upAxis } from './axis';
import { numberText, shareText, unitsText } from './figures-in-words';
import { fitted, widthOf } from './fitted-text';
import { belowLegend, legend, type LegendEntry } from './legend';
import {
  circle,
  emptyPlot,
  fewUnits,
  line,
  type Mark,
  numberOf,
  type Plot,
  plotWidth,
  type Value,
  words,
} from './plot';
import { isFew } from './share-rows';

/** A dataset with its label agreement and the mean relevance of its items, from 1 to 5. */
export interface AgreementAndRelevance {
  readonly text: string;
  readonly agreement: Value;
  readonly relevance: Value;
}

interface Point extends AgreementAndRelevance {
  readonly x: number;
  readonly y: number;
}

const heading = {
  key: 'agreement-relevance',
  title: 'Label agreement and relevance',
  description:
    'One dot for each dataset: mean relevance of its items to the right, label agreement upwards. Low and high on both give four quadrants: keep, fix label, re-word, drop.',
};
const columns = [
  { text: 'Dataset' },
  { text: 'Label agreement', numeric: true },
  { text: 'n', numeric: true },
  { text: 'Mean relevance', numeric: true },
  { text: 'Quadrant' },
];
/** How many dots get their name: those farthest from the corner of what is agreed on and relevant. */
const named = 5;

/**
 * Label agreement against mean relevance.
 * @param cuts where low ends and high begins, on each axis
 */
export function agreementRelevancePlot(
  datasets: readonly AgreementAndRelevance[],
  cuts: { readonly agreement: number; readonly relevance: number } = { agreement: 0.9, relevance: 3 },
): Plot {
  const sorted = [...datasets].sort((a, b) => ascending(a.text, b.text));
  const rows = sorted.map((dataset) => tableRow(dataset, cuts));
  const plot = { ...heading, table: { columns, rows } };
  if (sorted.length === 0) return emptyPlot(plot);
  const entries = sorted.some(({ agreement }) => isFew(agreement)) ? [hollow] : [];
  const top = belowLegend(entries) + 30;
  const area = { left: 34, right: plotWidth - 10, top, bottom: top + 270 };
  const across = scaleLinear().domain([1, 5]).range([area.left, area.right]).clamp(true);
  const shares = sorted.map(({ agreement }) => numberOf(agreement)).filter((share) => share !== undefined);
  const up = shareScale([...shares, cuts.agreement], [area.bottom, area.top]);
  const points = sorted.flatMap((dataset) => pointOf(dataset, across, up));
  const marks = [
    ...legend(entries),
    ...acrossAxis(across, wholeTicks, area, 'Mean relevance, 1 to 5'),
    ...upAxis(up, shareTicks(up), area, 'Label agreement, %'),
    ...quadrants(area, across(cuts.relevance), up(cuts.agreement)),
    ...points.map(({ x, y, agreement }) => circle(isFew(agreement) ? 'dot-hollow' : 'dot', [x, y], 4)),
    ...names(points, area),
  ];
  return {
    ...plot,
    width: plotWidth,
    height: area.bottom + axisHeight,
    marks,
    ...noteOf(sorted.length - points.length),
  };
}

const wholeTicks = [1, 2, 3, 4, 5].map((value) => ({ value, text: String(value) }));

const hollow: LegendEntry = {
  text: `fewer than ${fewUnits} items`,
  sign: (x, y) => [circle('dot-hollow', [x, y], 4)],
};

function pointOf(
  dataset: AgreementAndRelevance,
  across: (value: number) => number,
  up: (value: number) => number,
): Point[] {
  const [relevance, agreement] = [numberOf(dataset.relevance), numberOf(dataset.agreement)];
  if (relevance === undefined || agreement === undefined) return [];
  return [{ ...dataset, x: across(relevance), y: up(agreement) }];
}

/** Each quadrant's name stands in its outer corner, where the fewest dots are. */
function quadrants({ left, right, top, bottom }: Area, x: number, y: number): Mark[] {
  return [
    line('limit', [x, top], [x, bottom]),
    line('limit', [left, y], [right, y]),
    words('label-strong', [left + 5, top - 1 + 12], 're-word'),
    words('label-strong', [right - 5, top - 1 + 12], 'keep', 'end'),
    words('label-strong', [left + 5, bottom - 11], 'drop'),
    words('label-strong', [right - 5, bottom - 11], 'fix label', 'end'),
  ];
}

/** The names of the few extreme dots, each beside its dot; one that would cover another name is left to the table. */
function names(points: readonly Point[], area: Area): Mark[] {
  const distance = ({ x, y }: Point): number => Math.hypot(area.right - x, y - area.top);
  const extreme = [...points].sort((a, b) => distance(b) - distance(a)).slice(0, named);
  const taken = cornersOf(area);
  return extreme.flatMap((point) => {
    const width = Math.min(widthOf(point.text.slice(0, 60)), 130);
    const before = point.x + 8 + width > area.right;
    const place = { left: before ? point.x - 8 - width : point.x + 8, y: point.y, width };
    if (place.left < area.left || taken.some((other) => covers(place, other))) return [];
    taken.push(place);
    const x = before ? point.x - 8 : point.x + 8;
    return [fitted('label', [x, point.y], point.text, { width, anchor: before ? 'end' : 'start' })];
  });
}

interface Place {
  readonly left: number;
  readonly y: number;
  readonly width: number;
}

/** The names of the quadrants keep their places. */
function cornersOf({ left, right, top, bottom }: Area): Place[] {
  const width = 64;
  return [top + 11, bottom - 11].flatMap((y) => [
    { left, y, width },
    { left: right - width, y, width },
  ]);
}

function covers(a: Place, b: Place): boolean {
  return Math.abs(a.y - b.y) < 16 && a.left < b.left + b.width && b.left < a.left + a.width;
}

function noteOf(left: number): { note?: string } {
  if (left === 0) return {};
  return {
    note: `${left} without a value on one of the axes ${left === 1 ? 'stands' : 'stand'} in the table alone.`,
  };
}

function tableRow(dataset: AgreementAndRelevance, cuts: { agreement: number; relevance: number }): string[] {
  const { text, agreement, relevance } = dataset;
  return [text, shareText(agreement), unitsText(agreement), numberText(relevance), quadrantOf(dataset, cuts)];
}

function quadrantOf(dataset: AgreementAndRelevance, cuts: { agreement: number; relevance: number }): string {
  const [agreement, relevance] = [numberOf(dataset.agreement), numberOf(dataset.relevance)];
  if (agreement === undefined || relevance === undefined) return '–';
  if (agreement >= cuts.agreement) return relevance >= cuts.relevance ? 'keep' : 're-word';
  return relevance >= cuts.relevance ? 'fix label' : 'drop';
}
