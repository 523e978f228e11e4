import { undefinedBecause, type Undefined } from '../outcome';

/** Trials of one group, such as the items of a dataset whose majority equals the label, of all. */
export interface Group {
  readonly successes: number;
  readonly n: number;
}

/** How groups differ: their shares have a Beta distribution with α = mean/θ and β = (1 − mean)/θ. */
export interface BetaBinomial {
  readonly mean: number;
  /** θ = 1/(α + β). At 0 all groups have the same share. */
  readonly overdispersion: number;
  /** The variance with which the mean is estimated, taking the overdispersion as known. */
  readonly meanVariance: number;
}

/**
 * How the shares of groups differ beyond what chance does to each: the Beta distribution of shares under which the
 * counts are most probable (maximum marginal likelihood).
 *
 * Each count is beta-binomial (Skellam 1948, Journal of the Royal Statistical Society B 10(2), 257–261). Its logarithm
 * is, but for a constant, Σ log(mean + rθ) over r below the successes, + Σ log(1 − mean + rθ) over r below the
 * failures, − Σ log(1 + rθ) over r below n (Griffiths 1973, Biometrics 29(4), 637–648), which stays exact at θ = 0. For
 * each θ the best mean is where the slope is 0, found by halving, for the likelihood is concave in the mean; the best θ
 * is sought on a grid of powers of 4, for it may have more than one maximum, and then by halving between the neighbours
 * of the best, until numbers of double precision end. So the search always converges, and depends on nothing but the
 * counts. Less than 4^−12 counts as 0. The variance of the mean is the inverse of the likelihood's curvature.
 *
 * Undefined with fewer than two groups that have trials, and when every group has only successes or only failures, but
 * not all the same: any θ from far apart on would then do. Cost: some 5,000 passes over the numbers up to the largest
 * n.
 */
export function fitBetaBinomial(groups: readonly Group[]): BetaBinomial | Undefined {
  for (const { successes, n } of groups) {
    if (!(Number.isSafeInteger(successes) && Number.isSafeInteger(n) && successes >= 0 && successes <= n)) {
      throw new RangeError(`${successes} of ${n} is no count`);
    }
  }
  const filled = groups.filter(({ n }) => n > 0);
  if (filled.length < 2) return undefinedBecause('there are fewer than two groups with trials');
  const likelihood = likelihoodOf(filled);
  const { pooled } = likelihood;
  if (pooled > 0 && pooled < 1 && filled.every(({ successes, n }) => successes % n === 0)) {
    return undefinedBecause('no group has both successes and failures');
  }
  const overdispersion = pooled > 0 && pooled < 1 ? bestOverdispersion(likelihood) : 0;
  const mean = overdispersion === 0 ? pooled : bestMean(likelihood, overdispersion);
  return { mean, overdispersion, meanVariance: 1 / curvature(likelihood, mean, overdispersion) };
}

/** How many groups have more than r successes, failures and trials, at place r: the sums of all groups in one. */
interface Likelihood {
  readonly pooled: number;
  readonly successes: Float64Array;
  readonly failures: Float64Array;
  readonly trials: Float64Array;
}

function likelihoodOf(groups: readonly Group[]): Likelihood {
  const successes = groups.map((group) => group.successes);
  const trials = groups.map((group) => group.n);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    pooled: sum(successes) / sum(trials),
    successes: numbersAbove(successes),
    failures: numbersAbove(groups.map((group) => group.n - group.successes)),
    trials: numbersAbove(trials),
  };
}

function numbersAbove(counts: readonly number[]): Float64Array {
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  const above = new Float64Array(most);
  for (const count of counts) if (count > 0) above[count - 1]!++;
  for (let r = most - 2; r >= 0; r--) above[r]! += above[r + 1]!;
  return above;
}

function bestOverdispersion(likelihood: Likelihood): number {
  const grid = [0, ...Array.from({ length: 25 }, (_, index) => 4 ** (index - 12))];
  const heights = grid.map((theta) => height(likelihood, bestMean(likelihood, theta), theta));
  const best = heights.reduce((top, value, index) => (value > heights[top]! ? index : top), 0);
  if (best === 0) return 0;
  // With the best mean for each θ, the slope of the height along θ is the partial one.
  const slope = (theta: number): number => slopeInTheta(likelihood, bestMean(likelihood, theta), theta);
  const isLower = slope(grid[best]!) < 0;
  const low = isLower ? grid[best - 1]! : grid[best]!;
  return crossing(slope, low, isLower ? grid[best]! : (grid[best + 1] ?? 4 * grid[best]!));
}

function bestMean(likelihood: Likelihood, theta: number): number {
  return crossing((mean) => slopeInMean(likelihood, mean, theta), 0, 1);
}

/** Where a function falls through 0, by halving until the ends are neighbours. */
function crossing(of: (x: number) => number, low: number, high: number): number {
  let [above, below] = [low, high];
  for (;;) {
    const middle = (above + below) / 2;
    if (middle <= above || middle >= below) return middle;
    if (of(middle) > 0) above = middle;
    else below = middle;
  }
}

function height({ successes, failures, trials }: Likelihood, mean: number, theta: number): number {
  return (
    sumOver(successes, (r) => Math.log(mean + r * theta)) +
    sumOver(failures, (r) => Math.log(1 - mean + r * theta)) -
    sumOver(trials, (r) => Math.log1p(r * theta))
  );
}

function slopeInMean({ successes, failures }: Likelihood, mean: number, theta: number): number {
  return (
    sumOver(successes, (r) => 1 / (mean + r * theta)) - sumOver(failures, (r) => 1 / (1 - mean + r * theta))
  );
}

function slopeInTheta({ successes, failures, trials }: Likelihood, mean: number, theta: number): number {
  return (
    sumOver(successes, (r) => r / (mean + r * theta)) +
    sumOver(failures, (r) => r / (1 - mean + r * theta)) -
    sumOver(trials, (r) => r / (1 + r * theta))
  );
}

function curvature({ successes, failures }: Likelihood, mean: number, theta: number): number {
  return (
    sumOver(successes, (r) => (mean + r * theta) ** -2) +
    sumOver(failures, (r) => (1 - mean + r * theta) ** -2)
  );
}

function sumOver(weights: Float64Array, of: (r: number) => number): number {
  let sum = 0;
  for (let r = 0; r < weights.length; r++) sum += weights[r]! * of(r);
  return sum;
}
