import { itemVerdicts } from '../../agreement/item-verdict';
import { isAboutLabel } from '../../agreement/label-agreement';
import { measures } from '../../agreement/measures';
import type { Question } from '../../questions/question';
import { csvLine } from '../../web/csv-line';
import type { Report } from '../report';
import type { ReportFile } from './report-file';

/** A way through nested figures: `labelAgreement`, `low`. The column is named after it: `labelAgreement.low`. */
type Path = readonly string[];

/** One row per dataset, then one for the study as a whole. */
export const reportCsvFile: ReportFile = {
  key: 'csv',
  name: 'report.csv',
  says: 'a row for each dataset and one for all',
  contentType: 'text/csv; charset=utf-8',
  needsRatings: false,
  async *write({ report }) {
    const columns = columnsOf(report);
    yield csvLine(columns.map((path) => path.join('.')));
    for (const dataset of report.datasets) {
      yield csvLine(columns.map((path) => cell({ ...dataset, row: 'dataset', study: report.study }, path)));
    }
    yield csvLine(
      columns.map((path) => cell({ ...report.pooled, row: 'pooled', study: report.study }, path)),
    );
  },
};

function columnsOf({ study }: Report): readonly Path[] {
  const ofLabel = measures.filter(({ scales }) => scales.includes('nominal'));
  const others = study.questions.filter((question) => !isAboutLabel(question));
  return [
    ...['row', 'slug', 'family', 'source', 'polarity', 'behavior', 'behaviorVersion', 'sha256'].map(
      (name) => [name],
    ),
    ...['name', 'questionSet', 'questionSetVersion', 'labelMode', 'overlap', 'perDataset', 'seed'].map(
      (name) => ['study', name],
    ),
    ...['items', 'completeItems', 'incompleteItems', 'ratings', 'syntheticRatings'].map((name) => [name]),
    ...share('labelAgreement'),
    ['labelAgreement', 'ties'],
    ...share('ratingLabelAgreement'),
    ...ofLabel.flatMap(({ key }) => estimate(key)),
    ...others.flatMap((question) => questionColumns(question, study.overlap)),
    ...figure('medianSeconds'),
    ['polarityWarning'],
    ['contestedItems'],
    ['decision'],
    ['ratingsAtMost'],
    ['ratingsSaved'],
    ['study', 'goldShare'],
    ...['most', 'threshold'].map((name) => ['study', 'stopping', 'item', name]),
    ...['above', 'below', 'alpha', 'beta'].map((name) => ['study', 'stopping', 'dataset', name]),
    ...itemVerdicts.map(({ key }) => ['verdicts', key]),
    ...['labelAgreementRelevant', 'labelAgreementClear'].flatMap((name) => [...share(name), [name, 'ties']]),
    ...inferenceColumns(ofLabel, others),
  ];
}

function inferenceColumns(ofLabel: readonly { key: string }[], others: readonly Question[]): Path[] {
  return [
    ...agreements.flatMap((name) => ends('newCrowd', name)),
    ...ends('newCrowd', 'ratingLabelAgreement'),
    ...agreements.flatMap((name) => [
      ...share('dawidSkene', name),
      ['dawidSkene', name, 'ties'],
      ...ends('dawidSkene', name, 'newCrowd'),
    ]),
    ...share('comparison', 'shrunken'),
    ...['pBelowBar', 'adjustedP'].flatMap((name) => figure('comparison', name)),
    ['comparison', 'isBelowBar'],
    ...['n', 'expectedError', 'brier', 'undefinedBecause'].map((name) => ['calibration', name]),
    ...ofLabel.flatMap(({ key }) => bounds(key)),
    ...others.flatMap((question) => questionBounds(question)),
    ['study', 'verifyShare'],
    ...['items', 'ratings'].map((name) => ['anchoring', name]),
    ...['shown', 'blind'].flatMap((name) => [...share('anchoring', name), ['anchoring', name, 'ties']]),
    ...share('anchoring', 'difference'),
  ];
}

const agreements = ['labelAgreement', 'labelAgreementRelevant', 'labelAgreementClear'];

function questionBounds({ name, scale }: Question): Path[] {
  const applicable = measures.filter(({ scales }) => scales.includes(scale));
  return [
    ...(scale === 'ordinal' ? bounds(name, 'meanInterval') : []),
    ...applicable.flatMap(({ key }) => bounds(name, key)),
  ];
}

function questionColumns({ name, scale, choices }: Question, overlap: number): Path[] {
  const applicable = measures.filter(({ scales }) => scales.includes(scale));
  const values = choices === 'item' ? [] : choices.map(({ value }) => value);
  const bars = scale === 'boolean' ? Array.from({ length: overlap + 1 }, (_, yes) => String(yes)) : values;
  return [
    ...(scale === 'ordinal' ? [...figure(name, 'mean'), ...figure(name, 'sd')] : []),
    [name, 'n'],
    ...bars.map((bar) => [name, 'histogram', bar]),
    ...(scale === 'boolean' ? share(name, 'share') : []),
    ...applicable.flatMap(({ key }) => estimate(name, key)),
  ];
}

function share(...path: Path): Path[] {
  return ['value', 'low', 'high', 'n', 'undefinedBecause'].map((field) => [...path, field]);
}

function bounds(...path: Path): Path[] {
  return ['low', 'high'].map((field) => [...path, field]);
}

function ends(...path: Path): Path[] {
  return ['low', 'high', 'undefinedBecause'].map((field) => [...path, field]);
}

function estimate(...path: Path): Path[] {
  return ['value', 'n', 'undefinedBecause'].map((field) => [...path, field]);
}

function figure(...path: Path): Path[] {
  return [path, [...path, 'undefinedBecause']];
}

/** The number or text at the end of the path; empty where the figures have none, so never `NaN` and never 0. */
function cell(figures: unknown, path: Path): string | number {
  const found = path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    figures,
  );
  if (typeof found === 'boolean') return String(found);
  return typeof found === 'number' || typeof found === 'string' ? found : '';
}
