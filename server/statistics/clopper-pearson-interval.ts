import { betaQuantile } from './incomplete-beta';
import { undefinedBecause, type Undefined } from './outcome';

/**
 * The exact interval of Clopper and Pearson: the shares under which neither so few nor so many successes would have had a
 * chance below 2.5%. Holds the true share at least 95% of the time, and mostly more: wider than Wilson's.
 *
 * Its ends are quantiles of Beta distributions: 2.5% of Beta(k, n − k + 1) and 97.5% of Beta(k + 1, n − k). Clopper and
 * Pearson (1934), Biometrika 26(4), 404–413; Brown, Cai and DasGupta (2001), Statistical Science 16(2), section 4.2.1.
 * Undefined when n is 0. Example: 735 of 800 gives 0.8976 to 0.9367.
 * @param successes a whole number from 0 to n
 * @param n how many independent trials
 */
export function clopperPearsonInterval(
  successes: number,
  n: number,
): { low: number; high: number } | Undefined {
  if (!(Number.isSafeInteger(successes) && Number.isSafeInteger(n) && successes >= 0 && successes <= n)) {
    throw new RangeError(`${successes} of ${n} is no count`);
  }
  if (n === 0) return undefinedBecause('there is nothing to count');
  return {
    low: successes === 0 ? 0 : betaQuantile(0.025, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(0.975, successes + 1, n - successes),
  };
}
