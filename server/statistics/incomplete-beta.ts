/**
 * The natural logarithm of the gamma function, for arguments above 0.
 *
 * Below 10 by the recurrence Γ(x + 1) = x Γ(x), from there by Stirling's series (Abramowitz and Stegun 1964, 6.1.15 and
 * 6.1.41), whose first term left out is below 1e-15. Example: lnΓ(0.5) = ln √π.
 */
export function logGamma(x: number): number {
  let factor = 1;
  let at = x;
  for (; at < 10; at++) factor *= at;
  const square = 1 / (at * at);
  const series =
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (691 / 360360) * square))))) /
    at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - Math.log(factor);
}

const least = 1e-300;
const steps = 10_000;

/**
 * The regularised incomplete beta function: the chance that a Beta(a, b) variable is at most x.
 *
 * By its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), evaluated forwards (Lentz 1976,
 * Applied Optics 15(3)), on the side where it converges fast. Accurate to about 1e-13 for a + b up to some
 * thousands, and to about 1e-9 for a million, where large logarithms are subtracted.
 * @param x from 0 to 1
 * @param a above 0
 * @param b above 0
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) throw new RangeError(`${x}, ${a}, ${b} are no arguments`);
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a),
  );
  let upper = 1;
  let lower = 0;
  let value = 1;
  for (let step = 0; step < steps; step++) {
    const m = Math.floor(step / 2);
    const term =
      step === 0
        ? 1
        : step % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    lower = 1 / notZero(1 + term * lower);
    upper = notZero(1 + term / upper);
    value *= upper * lower;
    if (Math.abs(1 - upper * lower) < 1e-16) break;
  }
  return front * (value - 1);
}

function notZero(x: number): number {
  return Math.abs(x) < least ? least : x;
}

/**
 * The point that a Beta(a, b) variable stays at or below with the given chance, by halving: as accurate as the function
 * above.
 * @param chance from 0 to 1
 */
export function betaQuantile(chance: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 200 && low < high; halving++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, a, b) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * How many standard errors to each side make an interval with so many degrees of freedom, at 95% unless told: the 97.5%
 * point of Student's t, from the relation of its tails to the incomplete beta function (Abramowitz and Stegun 1964,
 * 26.7.1). Example: 2.262 with 9 degrees of freedom; 1.96 with very many.
 * @param freedom above 0
 * @param level between 0 and 1
 */
export function studentReach(freedom: number, level = 0.95): number {
  const x = betaQuantile(1 - level, freedom / 2, 1 / 2);
  return Math.sqrt((freedom * (1 - x)) / x);
}
