/**
 * The digamma function, the derivative of the logarithm of the gamma function, for arguments above 0.
 *
 * Below 10 by the recurrence ψ(x) = ψ(x + 1) − 1 / x, from there by the asymptotic series (Abramowitz and Stegun 1964,
 * 6.3.5 and 6.3.18), whose first term left out is below 1e-15. Example: ψ(1) = −0.5772….
 */
export function digamma(x: number): number {
  let below = 0;
  let at = x;
  for (; at < 10; at++) below -= 1 / at;
  const square = 1 / (at * at);
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760))))));
  return below + Math.log(at) - 1 / (2 * at) - series;
}
