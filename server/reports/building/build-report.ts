import { createHash } from 'node:crypto';
import { anchoringOf, pooledAnchoring } from '../../agreement/anchoring';
import { type AgreementFigures, agreementOf } from '../../agreement/dataset-agreement';
import { confusionOf, itemsByAgreeing } from '../../agreement/inference/confusion';
import { compareDatasets, falseDiscoveryRate } from '../../agreement/inference/datasets-compared';
import { labelCalibration } from '../../agreement/inference/label-calibration';
import { labelInference } from '../../agreement/inference/label-inference';
import { orderEffects } from '../../agreement/inference/order-effects';
import { comparePairs, margins } from '../../agreement/inference/pairs-compared';
import { compareRaters } from '../../agreement/inference/raters-compared';
import { ratingSeconds } from '../../agreement/inference/rating-seconds';
import { type CountedRating, unpackRatings } from '../../agreement/packed-ratings';
import { polarityWarning } from '../../agreement/polarity-warning';
import { ratingsSaved, type StoppedDataset } from '../../agreement/ratings-saved';
import {
  type CountedAnswer,
  poolTallies,
  tallyAnswers,
  type TalliedItem,
  type Tally,
} from '../../agreement/tally';
import {
  type DatasetReport,
  type Report,
  type ReportedInference,
  type ReportedSavings,
  type ReportedStudy,
  reportSchemaVersion,
} from '../report';
import type { ReportInput, ReportInputDataset, ReportItem } from './report-input';
import { drawIntervals, reportedFigures } from './reported-figures';

type Intervals = ReturnType<typeof drawIntervals>;
type CountedItem = ReportItem & TalliedItem;

/** A dataset of the input with its ratings counted. */
interface CountedDataset extends Omit<ReportInputDataset, 'items' | 'ratings' | 'shown'>, StoppedDataset {
  readonly tally: Tally<CountedItem>;
  readonly items: readonly CountedItem[];
  readonly ratings: readonly CountedRating[];
  readonly figures: AgreementFigures;
  /** The items shown with their label; they stand in one figure alone. */
  readonly shown: Tally<CountedItem>;
  readonly shownRatings: readonly CountedRating[];
}

/** Computes every figure of a study. Pure: equal input gives equal reports, field order included. */
export function buildReport(input: ReportInput): Report {
  const { assayVersion, study, settings, pairings } = input;
  const datasets = input.datasets.map((dataset) => countDataset(study, dataset));
  const intervals = drawIntervals(
    study,
    datasets.map(({ dataset, items }) => ({ slug: dataset.slug, items })),
    settings,
  );
  const bySlug = new Map(datasets.map((one) => [one.dataset.slug, one]));
  return {
    schemaVersion: reportSchemaVersion,
    assayVersion,
    study,
    datasets: reportDatasets(input, datasets, intervals),
    pooled: pooledReport(input, datasets, intervals),
    snapshot: snapshotOf(input, datasets),
    settings: { ...settings, falseDiscoveryRate, margins },
    orderEffects: orderEffects(study, datasets),
    raters: compareRaters(study, datasets),
    pairs: comparePairs(study, pairings, (slug) => bySlug.get(slug)!),
    ratingSeconds: ratingSeconds(datasets.flatMap(({ ratings }) => ratings)),
  };
}

function countDataset(
  study: ReportedStudy,
  { items, ratings, shown, ...rest }: ReportInputDataset,
): CountedDataset {
  const counted = unpackRatings(ratings);
  const tally = tallyAnswers(items, answersIn(counted));
  const shownRatings = unpackRatings(shown.ratings);
  return {
    ...rest,
    tally,
    items: tally.items,
    ratings: counted,
    figures: agreementOf(study, tally),
    shown: tallyAnswers(shown.items, answersIn(shownRatings)),
    shownRatings,
  };
}

/** Each answer on its own, as they are counted. */
function answersIn(ratings: readonly CountedRating[]): CountedAnswer[] {
  return ratings.flatMap(({ position, pseudonym, answers, isSynthetic, isFurther, milliseconds, flag }) => {
    const assignmentId = `${position}/${pseudonym}`;
    const rating = { position, assignmentId, isSynthetic, isFurther, milliseconds, flag };
    return Array.from(answers, ([question, value]) => ({ ...rating, question, value }));
  });
}

function reportDatasets(
  { study, settings }: ReportInput,
  datasets: readonly CountedDataset[],
  intervals: Intervals,
): DatasetReport[] {
  const comparisons = compareDatasets(
    datasets.map(({ figures }) => figures.labelAgreement),
    settings.bar,
  );
  return datasets.map((one, index) => ({
    ...one.dataset,
    ...reportedFigures(study, one.figures, intervals.each[index]!),
    polarityWarning: polarityWarning(one.figures.labelAgreement),
    decision: one.decision,
    ...savings(study, [one]),
    ...inference(study, one),
    anchoring: anchoringOf(study, one),
    comparison: comparisons[index]!,
  }));
}

function pooledReport(
  { study }: ReportInput,
  datasets: readonly CountedDataset[],
  intervals: Intervals,
): Report['pooled'] {
  const figures = agreementOf(study, poolTallies(datasets.map((one) => one.tally)));
  return {
    ...reportedFigures(study, figures, intervals.pooled),
    ...savings(study, datasets),
    ...inference(study, poolDatasets(datasets)),
    anchoring: pooledAnchoring(study, datasets),
  };
}

/** The items of all datasets behind each other, so that each has a position of its own. */
function poolDatasets(datasets: readonly CountedDataset[]): Pick<CountedDataset, 'items' | 'ratings'> {
  const items: CountedItem[] = [];
  const ratings: CountedRating[] = [];
  let from = 0;
  for (const dataset of datasets) {
    for (const item of dataset.items) items.push({ ...item, position: from + item.position });
    for (const rating of dataset.ratings) ratings.push({ ...rating, position: from + rating.position });
    from += 1 + dataset.items.reduce((last, { position }) => Math.max(last, position), 0);
  }
  return { items, ratings };
}

function inference(
  study: ReportedStudy,
  { items, ratings }: Pick<CountedDataset, 'items' | 'ratings'>,
): Omit<ReportedInference, 'anchoring'> {
  return {
    ...labelInference(study, items, ratings),
    calibration: labelCalibration(study, items),
    confusion: confusionOf(study, items),
    itemsByAgreeing: itemsByAgreeing(study, items),
  };
}

function savings(study: ReportedStudy, datasets: readonly StoppedDataset[]): ReportedSavings {
  const found = ratingsSaved(study, datasets);
  return { ratingsAtMost: found?.atMost ?? null, ratingsSaved: found?.saved ?? null };
}

function snapshotOf(
  { lockedAt, exclusions, funnel }: ReportInput,
  datasets: readonly CountedDataset[],
): Report['snapshot'] {
  return {
    state: lockedAt === null ? 'live' : 'locked',
    lockedAt,
    ratingsSha256: hashRatings(datasets),
    exclusions,
    raterFunnel: funnel,
  };
}

/** Of everything that is counted, in an order of its own: dataset, line of the item, rater. */
function hashRatings(datasets: readonly CountedDataset[]): string {
  const hash = createHash('sha256');
  for (const { dataset, items, ratings, shown, shownRatings } of datasets) {
    const lineAt = new Map([...items, ...shown.items].map(({ position, line }) => [position, line]));
    for (const { position, pseudonym, answers, ...how } of [...ratings, ...shownRatings]) {
      const given = [...answers].sort(([a], [b]) => (a < b ? -1 : 1));
      const { isSynthetic, isFurther, choicesReversed, flag, milliseconds } = how;
      const facts = { isSynthetic, isFurther, choicesReversed, flag, milliseconds };
      hash.update(JSON.stringify([dataset.sha256, lineAt.get(position), pseudonym, given, facts]));
    }
  }
  return hash.digest('hex');
}
