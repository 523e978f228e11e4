import { studentReach } from '../incomplete-beta';
import { mean } from '../mean';
import { isUndefined, undefinedBecause, type Estimate, type Undefined } from '../outcome';
import { standardDeviation } from '../standard-deviation';

/**
 * The difference of the means of two independent samples, the first less the second, with Welch's interval, which does
 * not ask that both vary equally. At 95% unless told.
 *
 * The squared standard error is the sum of each side's variance over its count. The interval reaches as many errors to
 * each side as Student's t has with Satterthwaite's degrees of freedom: the squared sum over the sum of each side's
 * square divided by its count less one.
 *
 * Welch (1947), Biometrika 34, 28–35; Satterthwaite (1946), Biometrics Bulletin 2(6), 110–114. Undefined with fewer
 * than two values on a side, and when no value differs from the others of its side. `n` is the number of values of
 * both. Example: 1, 2, 3 less 2, 4, 6, 8 gives −3, from −6.90 to 0.90. Cost: a few passes over the values.
 */
export function meanDifference(
  a: readonly number[],
  b: readonly number[],
  level = 0.95,
): Required<Estimate> | Undefined {
  const sides = [sideOf(a), sideOf(b)] as const;
  const [first, second] = sides;
  if (isUndefined(first)) return first;
  if (isUndefined(second)) return second;
  const squaredError = first.squaredError + second.squaredError;
  if (squaredError === 0) return undefinedBecause('no value differs from the others of its side');
  // Parts of the sum, so that squares of very small errors do not vanish.
  const freedom =
    1 /
    ((first.squaredError / squaredError) ** 2 / (a.length - 1) +
      (second.squaredError / squaredError) ** 2 / (b.length - 1));
  const value = first.mean - second.mean;
  const reach = studentReach(freedom, level) * Math.sqrt(squaredError);
  return { value, low: value - reach, high: value + reach, n: a.length + b.length };
}

function sideOf(values: readonly number[]): { mean: number; squaredError: number } | Undefined {
  const average = mean(values);
  const deviation = standardDeviation(values);
  if (isUndefined(average) || isUndefined(deviation)) {
    return undefinedBecause('a side has fewer than two values');
  }
  return { mean: average.value, squaredError: deviation.value ** 2 / values.length };
}
