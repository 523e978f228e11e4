import { undefinedBecause, type Outcome } from './outcome';

/**
 * How sure we can be of a majority: the probability that the leading choice has a larger share in the crowd than the
 * runner-up, when nothing was known about the shares before (uniform prior).
 *
 * With n1 votes for the leading choice and n2 for the runner-up, the leading one's part of the two shares has the
 * posterior Beta(1 + n1, 1 + n2), whatever the other choices got; the value is its probability above 1/2. For whole
 * numbers that is a binomial tail: 1 minus the chance of at most n2 heads in n1 + n2 + 1 tosses of a fair coin.
 *
 * Of more than two choices only the first two are compared: that the leading choice has the largest share of all is
 * less probable than that. Looking after every vote does not spoil the value: a posterior says the same however it
 * was decided to stop.
 *
 * Sheng, Provost and Ipeirotis (2008), Get another label?, Proceedings of KDD, section on label uncertainty (which
 * takes the tail below 1/2); for more than two choices the Dirichlet posterior, Gelman et al. (2013), Bayesian Data
 * Analysis, 3rd ed., section 3.4. Undefined without votes, and with fewer than two choices. Example: 3 to 0 gives
 * 15/16, 2 to 1 gives 11/16, a tie 1/2. Cost: one pass over the choices, and two over the runner-up's votes.
 * @param counts votes for each choice offered, those without votes included
 */
export function majorityPosterior(counts: readonly number[]): Outcome {
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`${counts.join(', ')} are not numbers of votes`);
  }
  if (counts.length < 2) return undefinedBecause('there are fewer than two choices');
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefinedBecause('there are no votes');
  const [most = 0, second = 0] = [...counts].sort((a, b) => b - a);
  return { value: most === second ? 1 / 2 : 1 - atMostHeads(second, most + second + 1), n };
}

/** The chance of at most `heads` heads in `tosses` tosses of a fair coin; `heads` is less than half of them. */
function atMostHeads(heads: number, tosses: number): number {
  let chance = chanceOfHeads(heads, tosses);
  let sum = 0;
  for (let k = heads; k >= 0; k--) {
    sum += chance;
    chance *= k / (tosses - k + 1);
  }
  return sum;
}

/** A binomial coefficient over 2 to the power of `tosses`, halved on the way so that it never grows out of range. */
function chanceOfHeads(heads: number, tosses: number): number {
  let chance = 1;
  let halvings = tosses;
  for (let k = 1; k <= heads; k++) {
    chance *= (tosses - heads + k) / k;
    while (chance > 1 && halvings > 0) {
      chance /= 2;
      halvings--;
    }
  }
  return chance * 2 ** -halvings;
}
