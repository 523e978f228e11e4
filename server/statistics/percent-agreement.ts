import { ratingsOfItem, weightOf, type CountTable } from './count-table';
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
 * Cost: one pass over the counts. `n` is the number of items with two or more ratings.
 */
export function percentAgreement(table: CountTable): Outcome {
  const width = table.categories.length;
  let sum = 0;
  let n = 0;
  for (let item = 0; item < table.items; item++) {
    const ratings = ratingsOfItem(table, item);
    if (ratings < 2) continue;
    let agreeingPairs = 0;
    for (let cell = item * width; cell < (item + 1) * width; cell++) {
      agreeingPairs += table.counts[cell]! * (table.counts[cell]! - 1);
    }
    const weight = weightOf(table, item);
    sum += (weight * agreeingPairs) / (ratings * (ratings - 1));
    n += weight;
  }
  return n === 0 ? undefinedBecause('no item has two ratings') : { value: sum / n, n };
}
