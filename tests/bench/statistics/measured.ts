import { type AgreementSums, agreementSums } from '../../../server/statistics/agreement-sums';
import { voteShares, type Search } from '../../../server/statistics/aggregation/aggregation';
import { aggregateAccuracy } from '../../../server/statistics/aggregation/aggregate-accuracy';
import { dawidSkene } from '../../../server/statistics/aggregation/dawid-skene';
import { glad } from '../../../server/statistics/aggregation/glad';
import { mace } from '../../../server/statistics/aggregation/mace';
import { oneCoin } from '../../../server/statistics/aggregation/one-coin';
import { wawa } from '../../../server/statistics/aggregation/wawa';
import { bootstrapAccuracy } from '../../../server/statistics/bootstrap/bootstrap-accuracy';
import { type CodedRatings, countsOfRatings } from '../../../server/statistics/coded-ratings';
import { fleissKappa } from '../../../server/statistics/fleiss-kappa';
import { gwetAc1 } from '../../../server/statistics/gwet-ac1';
import { krippendorffAlpha } from '../../../server/statistics/krippendorff-alpha';
import { ratingAccuracy } from '../../../server/statistics/rating-accuracy';
import { seededRandom } from '../../../server/statistics/seeded-random';
import type { MadeCrowd } from './made-crowd';

/** One computation. */
export interface Measured {
  readonly name: string;
  /** Seconds that the fastest of the other programs took on such a machine (docs/performance.md), if any was timed. */
  readonly other?: { readonly name: string; readonly seconds: number; readonly each?: 'iteration' };
  run(crowd: MadeCrowd): Search | undefined;
}

const names = ['0', '1'];

const sumsOf = (ratings: CodedRatings): AgreementSums => agreementSums(countsOfRatings(ratings, names));

function once(compute: (crowd: MadeCrowd) => unknown): Measured['run'] {
  return (crowd) => {
    compute(crowd);
    return undefined;
  };
}

export const measured: readonly Measured[] = [
  {
    name: 'counts of items and categories',
    run: once(({ ratings }) => countsOfRatings(ratings, names)),
  },
  {
    name: 'majority and its accuracy',
    other: { name: 'crowd-kit', seconds: 0.74 },
    run: once(({ ratings, gold }) => aggregateAccuracy(voteShares(ratings), 2, gold)),
  },
  {
    name: 'wawa',
    other: { name: 'crowd-kit', seconds: 1.29 },
    run: once(({ ratings }) => wawa(ratings)),
  },
  {
    name: 'dawid-skene',
    other: { name: 'crowd-kit', seconds: 0.28, each: 'iteration' },
    run: ({ ratings }) => dawidSkene(ratings).search,
  },
  {
    name: 'one-coin',
    other: { name: 'crowd-kit', seconds: 0.63, each: 'iteration' },
    run: ({ ratings }) => oneCoin(ratings).search,
  },
  {
    name: 'mace, 50 iterations',
    other: { name: 'crowd-kit', seconds: 17.3 },
    run: ({ ratings }) => mace(ratings, { maxIterations: 50, tolerance: -1 }).search,
  },
  { name: 'glad', run: ({ ratings }) => glad(ratings).search },
  {
    name: 'Fleiss’ kappa, from ratings',
    other: { name: 'statsmodels, from counts', seconds: 0.073 },
    run: once(({ ratings }) => fleissKappa(sumsOf(ratings))),
  },
  {
    name: 'Krippendorff’s alpha, from ratings',
    other: { name: 'fast-krippendorff, from counts', seconds: 0.075 },
    run: once(({ ratings }) => krippendorffAlpha(sumsOf(ratings), 'nominal')),
  },
  { name: 'Gwet’s AC1, from ratings', run: once(({ ratings }) => gwetAc1(sumsOf(ratings))) },
  {
    name: 'accuracy with four standard errors',
    run: once(({ ratings, gold }) => ratingAccuracy(ratings, gold)),
  },
  {
    name: 'accuracy, 100 bootstrap samples three ways',
    run: once(({ ratings, gold }) => {
      return bootstrapAccuracy(ratings, gold, { replicates: 100, random: seededRandom('drawn') });
    }),
  },
];
