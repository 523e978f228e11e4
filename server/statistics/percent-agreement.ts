import { type AgreementSums, pairPlace, place } from './agreement-sums';
import { undefinedBecause, type Outcome } from './outcome';

/**
 * Percent agreement: when two different ratings of one item are drawn, how often are they the same?
 *
 * The mean over items with two or more ratings of the share of agreeing pairs of its ratings: each item counts
 * once, however many ratings it has (pooling all pairs instead gives another number when items differ in that).
 *
 * Fleiss (1971), Psychological Bulletin 76(5), equation 2 for one item, equation 3 for the mean.
 * Undefined when no item has two ratings. Not corrected for chance.
 * Example: items rated AA, AB, AAB agree in 1, 0 and 1/3 of their pairs: 0.444.
 * Cost: one step for each category. `n` is the number of items with two or more ratings.
 */
export function percentAgreement({ categories, totals, pairShares }: AgreementSums): Outcome {
  const n = totals[place.comparable]!;
  if (n === 0) return undefinedBecause('no item has two ratings');
  let sum = 0;
  for (let category = 0; category < categories.length; category++) {
    sum += pairShares[pairPlace(category, category)]!;
  }
  return { value: sum / n, n };
}
