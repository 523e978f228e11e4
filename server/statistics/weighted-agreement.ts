import type { AgreementWeights } from './agreement-weights';
import { type AgreementSums, pairPlace, place } from './agreement-sums';
import { undefinedBecause, type Outcome } from './outcome';

/**
 * Percent agreement with near misses counted in part: when two different ratings of one item are drawn, how alike are
 * they on average?
 *
 * The mean over items with two or more ratings of the mean weight of its pairs of ratings. With identity weights this is
 * `percentAgreement`. Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 4.3. Undefined when no item has
 * two ratings. Cost: categories².
 */
export function weightedAgreement(
  { categories, totals, pairShares }: AgreementSums,
  weights: AgreementWeights,
): Outcome {
  const n = totals[place.comparable]!;
  if (n === 0) return undefinedBecause('no item has two ratings');
  const width = categories.length;
  let sum = 0;
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) sum += pairShares[pairPlace(a, b)]! * weights[a * width + b]!;
  }
  return { value: sum / n, n };
}
