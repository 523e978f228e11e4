import { isUndefined, type Estimate, type Undefined } from '../outcome';

/**
 * The difference of two independent shares, the first less the second, with Newcombe's hybrid score interval.
 *
 * Each share has an interval already. The difference reaches down from its value by the root of the squared way from
 * the first share to its low end plus the squared way from the second to its high end, and up likewise. The interval
 * has the level of the two it is made of: with 90% Wilson intervals it is a 90% interval. Where those allow for
 * clusters (`clusteredShare`), so does this one. Never leaves [−1, 1], and is not zero wide for 0 of n or n of n.
 *
 * Newcombe (1998), Statistics in Medicine 17, 873–890, method 10, which has Wilson's intervals. Undefined when either
 * share is. `n` is the number of trials of both. Example: 56 of 70 less 48 of 80 gives 0.2, from 0.0524 to 0.3339.
 */
export function shareDifference(
  a: Required<Estimate> | Undefined,
  b: Required<Estimate> | Undefined,
): Required<Estimate> | Undefined {
  if (isUndefined(a)) return a;
  if (isUndefined(b)) return b;
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
