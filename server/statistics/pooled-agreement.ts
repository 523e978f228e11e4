import { type AgreementSums, place } from './agreement-sums';
import { undefinedBecause, type Outcome } from './outcome';

/**
 * Percent agreement over all pairs: of all pairs of ratings of the same item, how many are the same? An item with many
 * ratings counts for more, by its pairs; `percentAgreement` counts each item once. The two are equal where all items
 * have the same number of ratings. Undefined when no item has two ratings; `n` is the number of pairs.
 * Example: items rated AA, AB, AAB agree in 1, 0 and 1 of 1, 1 and 3 pairs: 0.4. Cost: constant.
 */
export function pooledAgreement({ totals }: AgreementSums): Outcome {
  const n = totals[place.pairs]!;
  if (n === 0) return undefinedBecause('no item has two ratings');
  return { value: totals[place.agreeingPairs]! / n, n };
}
