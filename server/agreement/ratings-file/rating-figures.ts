import { aggregateAccuracy } from '../../statistics/aggregation/aggregate-accuracy';
import { voteShares } from '../../statistics/aggregation/aggregation';
import { bootstrapAccuracy } from '../../statistics/bootstrap/bootstrap-accuracy';
import { bootstrapItems } from '../../statistics/bootstrap/bootstrap-items';
import { type AgreementSums, agreementSums } from '../../statistics/agreement-sums';
import { brennanPrediger } from '../../statistics/brennan-prediger';
import { countsOfRatings } from '../../statistics/coded-ratings';
import type { CountTable } from '../../statistics/count-table';
import { fleissKappa } from '../../statistics/fleiss-kappa';
import { gwetAc1 } from '../../statistics/gwet-ac1';
import { krippendorffAlpha, type AlphaScale } from '../../statistics/krippendorff-alpha';
import { undefinedBecause, type Outcome } from '../../statistics/outcome';
import { percentAgreement } from '../../statistics/percent-agreement';
import { pooledAgreement } from '../../statistics/pooled-agreement';
import { ratingAccuracy, type RatingAccuracy } from '../../statistics/rating-accuracy';
import { seededRandom } from '../../statistics/seeded-random';
import { figure, type Figure } from '../question-agreement';
import type { Aggregator, Made } from './aggregators';
import type { GoldAnswers } from './read-gold';
import type { FileRatings, FileScale } from './read-ratings';

/** What was made of the ratings in one way. */
export interface Aggregated {
  readonly aggregator: Aggregator;
  readonly aggregation: Made;
}

/** The coefficients of agreement that have an interval from drawing items anew, by the key they are printed with. */
const coefficients: Readonly<Record<string, (sums: AgreementSums) => Outcome>> = {
  percentAgreement,
  fleissKappa,
  krippendorffAlpha: (sums) => krippendorffAlpha(sums, 'nominal'),
  gwetAc1,
  brennanPrediger: (sums) => brennanPrediger(sums),
};

/** How often to draw anew, and from which seed. */
export interface Resampling {
  readonly replicates: number;
  readonly seed: string;
}

export type BootstrapFigures = ReturnType<typeof bootstrapFigures>;

/** Intervals from drawing items, raters, or both anew. */
export function bootstrapFigures(
  { ratings, categories }: FileRatings,
  gold: GoldAnswers | undefined,
  { replicates, seed }: Resampling,
) {
  const settings = (what: string) => ({ replicates, random: seededRandom(`${seed}: ${what}`) });
  return {
    replicates,
    seed,
    byItem: bootstrapItems(countsOfRatings(ratings, categories), coefficients, settings('items')),
    ...(gold && { ratingAccuracy: bootstrapAccuracy(ratings, gold.categoryOf, settings('ratings')) }),
  };
}

export interface FiguresOf {
  readonly file: FileRatings;
  readonly scale: FileScale;
  readonly gold?: GoldAnswers | undefined;
  readonly aggregated: readonly Aggregated[];
}

export type RatingFigures = ReturnType<typeof ratingFigures>;

/** All figures of a file of ratings, under the names that `--json` prints them with. */
export function ratingFigures({ file, scale, gold, aggregated }: FiguresOf) {
  const { ratings, items, raters, categories, replaced } = file;
  const table = countsOfRatings(ratings, categories);
  const sums = agreementSums(table);
  return {
    items: items.length,
    raters: raters.length,
    ratings: ratings.categoryOf.length,
    categories: categories.length,
    replacedRatings: replaced,
    goldItems: gold?.known ?? 0,
    goldNeverChosen: gold?.neverChosen ?? 0,
    goldUnrated: gold?.unrated ?? 0,
    categoryCounts: countsOfCategories(table),
    percentAgreement: { itemMean: figure(percentAgreement(sums)), pooled: figure(pooledAgreement(sums)) },
    fleissKappa: figure(fleissKappa(sums)),
    krippendorffAlpha: alphas(sums, scale),
    gwetAc1: figure(gwetAc1(sums)),
    brennanPrediger: figure(brennanPrediger(sums)),
    majority: majorityFigures(file, gold),
    aggregators: Object.fromEntries(
      aggregated.map((one) => [one.aggregator.key, aggregatorFigures(one, categories.length, gold)]),
    ),
    ratingAccuracy: accuracyFigures(file, gold),
  };
}

function countsOfCategories({ categories, counts }: CountTable): Record<string, number> {
  const totals = categories.map(() => 0);
  counts.forEach((count, cell) => (totals[cell % categories.length]! += count));
  return Object.fromEntries(categories.map((name, index) => [name, totals[index]!]));
}

/** Nominal alpha always has a meaning, the others where the scale has an order, or distances. */
function alphas(sums: AgreementSums, scale: FileScale): Record<AlphaScale, Figure> {
  const unlessNominal = (level: AlphaScale): Figure =>
    scale === 'nominal' ? undefinedBecause('the scale is nominal') : figure(krippendorffAlpha(sums, level));
  return {
    nominal: figure(krippendorffAlpha(sums, 'nominal')),
    ordinal: unlessNominal('ordinal'),
    interval: unlessNominal('interval'),
  };
}

function majorityFigures({ ratings, categories }: FileRatings, gold: GoldAnswers | undefined) {
  const { ties, accuracy, accuracySplitTies } = aggregateAccuracy(
    voteShares(ratings),
    categories.length,
    gold?.categoryOf,
  );
  return { ties, accuracy: figure(accuracy), accuracySplitTies: figure(accuracySplitTies) };
}

function aggregatorFigures(
  { aggregation: { posteriors, search } }: Aggregated,
  categories: number,
  gold: GoldAnswers | undefined,
) {
  const { ties, accuracySplitTies } = aggregateAccuracy(posteriors, categories, gold?.categoryOf);
  return { accuracy: figure(accuracySplitTies), ties, ...search };
}

function accuracyFigures({ ratings }: FileRatings, gold: GoldAnswers | undefined) {
  const { value, wilson, seIid, seItem, seRater, seTwoWay, intervals } = gold
    ? ratingAccuracy(ratings, gold.categoryOf)
    : noGold;
  return {
    value: figure(value),
    wilson,
    seIid: figure(seIid),
    seItem: figure(seItem),
    seRater: figure(seRater),
    seTwoWay: figure(seTwoWay),
    intervals,
  };
}

const none = undefinedBecause('no gold answers were given');
const noGold: RatingAccuracy = {
  ...{ value: none, wilson: none, seIid: none, seItem: none, seRater: none, seTwoWay: none },
  intervals: { item: none, rater: none, twoWay: none },
};
