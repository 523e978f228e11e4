import { Invalid } from '../../errors';
import type { Aggregation } from '../../statistics/aggregation/aggregation';
import { voteShares } from '../../statistics/aggregation/aggregation';
import { dawidSkene } from '../../statistics/aggregation/dawid-skene';
import { glad } from '../../statistics/aggregation/glad';
import { mace } from '../../statistics/aggregation/mace';
import { oneCoin } from '../../statistics/aggregation/one-coin';
import { wawa } from '../../statistics/aggregation/wawa';
import type { CodedRatings } from '../../statistics/coded-ratings';

/** What a way makes; the majority knows of no skills. */
export type Made = Pick<Aggregation, 'posteriors' | 'search'> & Partial<Pick<Aggregation, 'skills'>>;

/** A way of making one answer of an item's ratings. */
export interface Aggregator {
  readonly key: string;
  readonly name: string;
  readonly citation: string;
  aggregate(ratings: CodedRatings): Made;
}

/** Every way that is offered. A new one is one entry here. */
export const aggregators: readonly Aggregator[] = [
  {
    key: 'majority',
    name: 'Majority of votes',
    citation: 'Shares of votes; equal ones are a tie.',
    aggregate: (ratings) => ({ posteriors: voteShares(ratings) }),
  },
  {
    key: 'wawa',
    name: 'Votes weighted by agreement with the majority',
    citation: 'Appen (Figure Eight), Calculating Worker Agreement with Aggregate (Wawa).',
    aggregate: wawa,
  },
  {
    key: 'dawid-skene',
    name: 'Dawid and Skene',
    citation: 'Dawid and Skene (1979), Applied Statistics 28(1), 20–28.',
    aggregate: (ratings) => dawidSkene(withinReach(ratings)),
  },
  {
    key: 'one-coin',
    name: 'One coin for each rater',
    citation: 'Raykar et al. (2010), Journal of Machine Learning Research 11, 1297–1322.',
    aggregate: (ratings) => oneCoin(ratings),
  },
  {
    key: 'mace',
    name: 'MACE',
    citation: 'Hovy et al. (2013), Proceedings of NAACL-HLT, 1120–1130.',
    aggregate: (ratings) => mace(ratings),
  },
  {
    key: 'glad',
    name: 'GLAD',
    citation: 'Whitehill et al. (2009), Advances in Neural Information Processing Systems 22.',
    aggregate: (ratings) => glad(ratings),
  },
];

/** Dawid-Skene has a number for every rater and pair of categories, several times over: at most so many. */
const mostErrorRates = 2 ** 25;

/** @throws Invalid when the model would take more memory than there may be */
function withinReach(ratings: CodedRatings): CodedRatings {
  if (ratings.raters * ratings.categories ** 2 <= mostErrorRates) return ratings;
  throw new Invalid(
    'There are too many raters and categories for Dawid-Skene.',
    'Leave dawid-skene out of --aggregate; one-coin has one number for each rater.',
  );
}
