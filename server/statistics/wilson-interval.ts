import { undefinedBecause, type Undefined } from './outcome';

/** The 97.5% point of the standard normal distribution, to double precision. */
export const normalReach = 1.959963984540054;

/**
 * Wilson's score interval: the shares that a count of independent successes is compatible with, at 95%.
 *
 * All shares whose distance from the observed one is at most z of their own standard errors; the two ends solve a
 * quadratic equation. Never leaves [0, 1], and is neither empty nor zero wide at 0 of n or n of n.
 *
 * Wilson (1927), Journal of the American Statistical Association 22(158), p. 209; Newcombe (1998), Statistics in
 * Medicine 17, method 3. Undefined when n is 0. Example: 735 of 800 gives 0.8978 to 0.9357. Cost: constant.
 * @param successes from 0 to n
 * @param n how many independent trials, or as how many dependent ones count: neither needs to be a whole number
 * @param z how many standard errors the ends are away; other than for 95% of a normal distribution: of Student's t
 */
export function wilsonInterval(
  successes: number,
  n: number,
  z = normalReach,
): { low: number; high: number } | Undefined {
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} is no share`);
  if (n === 0) return undefinedBecause('there is nothing to count');
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : (centre - reach) / scale,
    high: successes === n ? 1 : (centre + reach) / scale,
  };
}
