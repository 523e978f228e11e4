import type { Undefined } from '../outcome';

/**
 * Adjusted p values of Benjamini and Hochberg: when everything whose adjusted value is at most q is called a finding,
 * at most the share q of the findings is false on average.
 *
 * Of m p values in rising order the i-th becomes the least of p·m/j over itself and all after it (j from i to m), at
 * most 1. Equal p values stay equal, and none changes places with another. It holds for independent tests and for tests
 * that depend positively on each other (Benjamini and Yekutieli 2001, Annals of Statistics 29(4)).
 *
 * Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289–300, procedure (1). Those that
 * are undefined stay as they are and do not count among the m. Example: 0.01, 0.04 and 0.03 give 0.03, 0.04 and 0.04.
 * Cost: a sort.
 * @param pValues from 0 to 1
 */
export function benjaminiHochberg(pValues: readonly (number | Undefined)[]): (number | Undefined)[] {
  const falling = pValues
    .flatMap((p, place) => (typeof p === 'number' ? { p, place } : []))
    .sort((a, b) => b.p - a.p);
  const adjusted = [...pValues];
  let least = 1;
  for (const [index, { p, place }] of falling.entries()) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no p value`);
    least = Math.min(least, (p * falling.length) / (falling.length - index));
    adjusted[place] = least;
  }
  return adjusted;
}
