import { ascending } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { acrossAxis, type Area, axisHeight, shareScale, shareTicks, upAxis } from './axis';
import { numberText, shareText, unitsText } from './figures-in-words';
import { fitted, wholeName, widthOf } from './fitted-text';
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
/** Above and below the dots, for the names of the quadrants. */
const margin = 20;

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
  const area = { left: 34, right: plotWidth - 10, top, bottom: top + 290 };
  const across = scaleLinear().domain([1, 5]).range([area.left, area.right]).clamp(true);
  const shares = sorted.map(({ agreement }) => numberOf(agreement)).filter((share) => share !== undefined);
  const up = shareScale([...shares, cuts.agreement], [area.bottom - margin, area.top + margin]);
  const cut = { x: across(cuts.relevance), y: up(cuts.agreement) };
  const points = sorted.flatMap((dataset) => pointOf(dataset, across, up));
  const marks = [
    ...legend(entries),
    ...acrossAxis(across, wholeTicks, area, 'Mean relevance, 1 to 5'),
    ...upAxis(up, shareTicks(up), area, 'Label agreement, %'),
    ...quadrants(area, cut),
    ...points.map(({ x, y, agreement }) => circle(isFew(agreement) ? 'dot-hollow' : 'dot', [x, y], 4)),
    ...names(points, area, cut.y),
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

/** Each quadrant's name stands in its outer corner, above or below all dots. */
function quadrants({ left, right, top, bottom }: Area, { x, y }: Cut): Mark[] {
  return [
    line('limit', [x, top], [x, bottom]),
    line('limit', [left, y], [right, y]),
    words('label-strong', [left + 5, top + 9], 're-word'),
    words('label-strong', [right - 5, top + 9], 'keep', 'end'),
    words('label-strong', [left + 5, bottom - 9], 'drop'),
    words('label-strong', [right - 5, bottom - 9], 'fix label', 'end'),
  ];
}

interface Cut {
  readonly x: number;
  readonly y: number;
}

/** The names of the few extreme dots, each beside its dot, on the side with more room; without room, none. */
function names(points: readonly Point[], area: Area, cutAt: number): Mark[] {
  const distance = ({ x, y }: Point): number => Math.hypot(area.right - x, y - area.top);
  const extreme = [...points].sort((a, b) => distance(b) - distance(a)).slice(0, named);
  const taken: Span[] = points.map(({ x, y }) => ({ from: x - 5, to: x + 5, y }));
  return extreme.flatMap((point) => {
    const around = taken.filter((span) => Math.abs(span.y - point.y) < 13);
    const left = Math.max(area.left, ...around.map(({ to }) => to).filter((to) => to < point.x));
    const right = Math.min(area.right, ...around.map(({ from }) => from).filter((from) => from > point.x));
    const rooms = { left: point.x - left - 12, right: right - point.x - 12 };
    const wanted = Math.min(150, widthOf(point.text.slice(0, 60)) + 1);
    const toRight = rooms.right >= wanted || rooms.right >= rooms.left;
    const width = Math.min(wanted, toRight ? rooms.right : rooms.left);
    if (width < Math.min(wanted, 80) || Math.abs(point.y - cutAt) < 9) return [];
    const x = toRight ? point.x + 8 : point.x - 8;
    taken.push(toRight ? { from: x, to: x + width, y: point.y } : { from: x - width, to: x, y: point.y });
    return [fitted('label', [x, point.y], point.text, { width, anchor: toRight ? 'start' : 'end' })];
  });
}

/** What stands in the way of a name on the same height. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

function noteOf(left: number): { note?: string } {
  if (left === 0) return {};
  return {
    note: `${left} without a value on one of the axes ${left === 1 ? 'stands' : 'stand'} in the table alone.`,
  };
}

function tableRow(dataset: AgreementAndRelevance, cuts: { agreement: number; relevance: number }): string[] {
  const { text, agreement, relevance } = dataset;
  return [
    wholeName(text),
    shareText(agreement),
    unitsText(agreement),
    numberText(relevance),
    quadrantOf(dataset, cuts),
  ];
}

function quadrantOf(dataset: AgreementAndRelevance, cuts: { agreement: number; relevance: number }): string {
  const [agreement, relevance] = [numberOf(dataset.agreement), numberOf(dataset.relevance)];
  if (agreement === undefined || relevance === undefined) return '–';
  if (agreement >= cuts.agreement) return relevance >= cuts.relevance ? 'keep' : 're-word';
  return relevance >= cuts.relevance ? 'fix label' : 'drop';
}
