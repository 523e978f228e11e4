/**
 * The score interval of a share: all shares whose distance from the observed one is at most z of their own standard errors. The two
 * ends solve a quadratic equation: Wilson (1927), Journal of the American Statistical Association 22(158), p. 209. Never
 * leaves [0, 1], and is neither empty nor zero wide at 0 of n or n of n. Cost: constant.
 * @param successes from 0 to n
 * @param n above 0; neither needs to be a whole number
 * @param z how many standard errors
 */
export function scoreInterval(successes: number, n: number, z: number): { low: number; high: number } {
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : (centre - reach) / scale,
    high: successes === n ? 1 : (centre + reach) / scale,
  };
}
