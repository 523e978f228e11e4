import { majorityPosterior } from '../../server/statistics/majority-posterior';
import { majorityVote } from '../../server/statistics/majority-vote';
import { isUndefined } from '../../server/statistics/outcome';
import { wantsAnotherRating, type ItemStopping } from '../../server/studies/stopping-rules';

export interface ItemEnd {
  readonly ratings: number;
  /** Whether the posterior reached the threshold; otherwise there were no ratings left. */
  readonly isSure: boolean;
  /** The majority when the rule stopped, and had it not stopped before the most ratings; null for a tie. */
  readonly majority: number | null;
  readonly fullMajority: number | null;
}

/**
 * Rates one item until its rule stops, and on to the most ratings for comparison.
 * @param vote gives the choice of the next rater
 */
export function rateItem(
  vote: () => number,
  { choices, overlap, rule }: { choices: number; overlap: number; rule: ItemStopping },
): ItemEnd {
  const counts = Array.from({ length: choices }, () => 0);
  let ratings = 0;
  let stopped: Omit<ItemEnd, 'fullMajority'> | undefined;
  while (ratings < rule.most) {
    counts[vote()]!++;
    ratings++;
    if (!stopped && !wantsAnotherRating(counts, overlap, rule)) stopped = endOf(counts, ratings, rule);
  }
  return { ...(stopped ?? endOf(counts, ratings, rule)), fullMajority: majorityVote(counts) };
}

function endOf(
  counts: readonly number[],
  ratings: number,
  { threshold }: ItemStopping,
): Omit<ItemEnd, 'fullMajority'> {
  const posterior = majorityPosterior(counts);
  const isSure = !isUndefined(posterior) && posterior.value >= threshold;
  return { ratings, isSure, majority: majorityVote(counts) };
}

/** Shares of the choices in a crowd, every combination as likely as any other: the prior of the item rule. */
export function uniformShares(choices: number, random: () => number): number[] {
  const parts = Array.from({ length: choices }, () => -Math.log(1 - random()));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** A choice, each as likely as its share. */
export function chooseBy(shares: readonly number[], random: () => number): number {
  let left = random();
  const choice = shares.findIndex((share) => (left -= share) < 0);
  return choice < 0 ? shares.length - 1 : choice;
}
