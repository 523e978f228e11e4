import { undefinedBecause, type Estimate, type Undefined } from '../outcome';

/**
 * The difference of two independent shares, the first less the second, with a 95% interval made of theirs.
 *
 * Low: d − √((a − low of a)² + (high of b − b)²); high: d + √((high of a − a)² + (b − low of b)²), where d = a − b and the
 * bounds are Wilson's. Stays within −1 and 1, and is not empty where both shares are 0 or 1.
 *
 * Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17,
 * 873-890, method 10 (hybrid score). Undefined when a share counts nothing. Example: 56 of 70 and 48 of 80 give 0.2, from
 * 0.0524 to 0.3339. Cost: constant.
 * @returns `n`: how many units both shares count
 */
export function shareDifference(
  a: Required<Estimate>,
  b: Required<Estimate>,
): Required<Estimate> | Undefined {
  if (a.n === 0 || b.n === 0) return undefinedBecause('one of the two shares counts nothing');
  const value = a.value - b.value;
  return {
    value,
    low: value - distance(a.value - a.low, b.high - b.value),
    high: value + distance(a.high - a.value, b.value - b.low),
    n: a.n + b.n,
  };
}

/** Not `Math.hypot`, whose last digit depends on the machine. */
function distance(one: number, other: number): number {
  return Math.sqrt(one * one + other * other);
}
