import type { AgreementFigures } from '../../agreement/dataset-agreement';
import { secondsWords } from '../../agreement/figure-rows';
import { paths } from '../../paths';
import { isUndefined } from '../../statistics/outcome';
import type { Decision } from '../../studies/decision-store';
import { decisionWords } from '../../studies/stopping-words';
import type { Study } from '../../studies/study-store';
import { interval, percent, wholeNumber } from '../../web/format';

/** A dataset and what was found about it. */
export interface FoundDataset {
  readonly slug: string;
  readonly figures: AgreementFigures;
  readonly decision: Decision | null;
  readonly warning: string | null;
}

type Cell = string | { readonly text: string; readonly href?: string; readonly note?: string };

/** A row of the dot plot; the value is a share, null where it is undefined. */
interface PlotRow {
  readonly text: string;
  readonly href: string;
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  readonly n?: number;
  readonly note?: string;
}

const datasetColumns = [
  { text: 'Dataset' },
  { text: 'Label agreement', numeric: true },
  { text: '95% interval', numeric: true },
  { text: 'n', numeric: true },
  { text: 'Ties', numeric: true },
  { text: 'Complete items', numeric: true },
  { text: 'Median time', numeric: true },
];

/** A study that stops datasets has a column more. */
export function datasetColumnsOf({ stopping }: Study) {
  return stopping.dataset ? [...datasetColumns, { text: 'Decision' }] : datasetColumns;
}

/** Lowest label agreement first, for it wants a look; datasets without a value last; then by slug. */
export function byLabelAgreement(datasets: readonly FoundDataset[]): FoundDataset[] {
  const value = ({ figures: { labelAgreement } }: FoundDataset): number =>
    isUndefined(labelAgreement) ? 2 : labelAgreement.value;
  return [...datasets].sort((a, b) => value(a) - value(b) || (a.slug < b.slug ? -1 : 1));
}

export function plotRow(study: Study, { slug, figures: { labelAgreement }, warning }: FoundDataset): PlotRow {
  const place = { text: slug, href: paths.studyDataset(study.id, slug) };
  if (isUndefined(labelAgreement)) return { ...place, value: null, note: labelAgreement.undefinedBecause };
  const { value, low, high, n } = labelAgreement;
  return { ...place, value, low, high, n, ...(warning === null ? {} : { note: 'polarity may be inverted' }) };
}

export function datasetRow(study: Study, { slug, figures, decision, warning }: FoundDataset): Cell[] {
  const rule = study.stopping.dataset;
  const { labelAgreement: agreement } = figures;
  const [value, bounds, n] = isUndefined(agreement)
    ? [{ text: 'undefined', note: `because ${agreement.undefinedBecause}` }, '–', '–']
    : [percent(agreement.value), interval(agreement.low, agreement.high), wholeNumber(agreement.n)];
  return [
    { text: slug, href: paths.studyDataset(study.id, slug), ...(warning === null ? {} : { note: warning }) },
    value,
    bounds,
    n,
    wholeNumber(agreement.ties),
    `${wholeNumber(figures.completeItems)} of ${wholeNumber(figures.items)}`,
    secondsWords(figures.medianSeconds),
    ...(rule ? [decisionWords(rule, decision)] : []),
  ];
}
