import { countsOfItem, total, weightOf, type CountTable } from './count-table';
import { undefinedBecause, type Outcome } from './outcome';

/**
 * Percent agreement over all pairs: of all pairs of ratings of the same item, how many are the same? An item with many
 * ratings counts for more, by its pairs; `percentAgreement` counts each item once. The two are equal where all items
 * have the same number of ratings. Undefined when no item has two ratings; `n` is the number of pairs.
 * Example: items rated AA, AB, AAB agree in 1, 0 and 1 of 1, 1 and 3 pairs: 0.4. Cost: one pass over the counts.
 */
export function pooledAgreement(table: CountTable): Outcome {
  let agreeing = 0;
  let pairs = 0;
  for (let item = 0; item < table.items; item++) {
    const counts = countsOfItem(table, item);
    const ratings = total(counts);
    const weight = weightOf(table, item);
    for (const count of counts) agreeing += (weight * count * (count - 1)) / 2;
    pairs += (weight * ratings * (ratings - 1)) / 2;
  }
  return pairs === 0 ? undefinedBecause('no item has two ratings') : { value: agreeing / pairs, n: pairs };
}
