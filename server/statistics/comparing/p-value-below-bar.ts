import { incompleteBeta } from '../incomplete-beta';
import { undefinedBecause, type Undefined } from '../outcome';

/**
 * The p value of the exact test that a share is at least the bar: the chance of so few successes or fewer, if the share
 * were exactly the bar. A small one is evidence that the share is below the bar; a large one is no evidence that it is
 * not.
 *
 * The lower tail of the binomial distribution, as an incomplete beta function of 1 − bar with n − k and k + 1
 * (Abramowitz and Stegun 1964, 26.5.24). Below 2.5% exactly when the upper end of Clopper and Pearson's interval (1934,
 * Biometrika 26(4), 404–413) is below the bar. Undefined when n is 0. Example: 7 of 10 against 0.9 gives 0.0702. Trials
 * must be independent, such as the items of a dataset.
 * @param successes a whole number from 0 to n
 * @param bar from 0 to 1
 */
export function pValueBelowBar(successes: number, n: number, bar: number): number | Undefined {
  if (!(Number.isSafeInteger(successes) && Number.isSafeInteger(n) && successes >= 0 && successes <= n)) {
    throw new RangeError(`${successes} of ${n} is no count`);
  }
  if (!(bar >= 0 && bar <= 1)) throw new RangeError(`${bar} is no share`);
  if (n === 0) return undefinedBecause('there is nothing to count');
  return successes === n ? 1 : incompleteBeta(1 - bar, n - successes, successes + 1);
}
