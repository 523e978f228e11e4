import { undefinedBecause, type Outcome } from './outcome';

/**
 * Shannon's entropy of how ratings spread over categories: how many yes-or-no questions it takes on average, at best,
 * to learn which category a rating has. 0 when all are the same; the most when each category is as frequent as any
 * other.
 *
 * Minus the sum over categories of share times its logarithm to base 2, in bits. Normalised: divided by the most it can
 * be, the logarithm of the number of categories, so from 0 to 1. The shares are those of the ratings (plug-in or
 * maximum likelihood estimate), which with few ratings makes it too low, by about (categories − 1) / (2 ln 2 · ratings)
 * bits (Miller 1955, Note on the bias of information estimates).
 *
 * Shannon (1948), Bell System Technical Journal 27(3), section 6. Undefined without ratings; normalised also with fewer
 * than two categories. Example: counts of 2, 1 and 1 give 1.5 bits, normalised 0.946. Cost: one pass.
 * @param counts of each category of the scale, those without ratings included
 */
export function entropy(
  counts: readonly number[] | Uint32Array,
  unit: 'bits' | 'normalised' = 'bits',
): Outcome {
  let n = 0;
  for (const count of counts) n += count;
  if (n === 0) return undefinedBecause('there are no ratings');
  if (unit === 'normalised' && counts.length < 2) {
    return undefinedBecause('there are fewer than two categories');
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits += (count / n) * Math.log2(n / count);
  return { value: unit === 'bits' ? bits : bits / Math.log2(counts.length), n };
}
