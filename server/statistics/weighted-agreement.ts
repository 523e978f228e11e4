import type { AgreementWeights } from './agreement-weights';
import { ratingsOfItem, weightOf, type CountTable } from './count-table';
import { undefinedBecause, type Outcome } from './outcome';

/**
 * Percent agreement with near misses counted in part: when two different ratings of one item are drawn, how alike are
 * they on average?
 *
 * The mean over items with two or more ratings of the mean weight of its pairs of ratings. With identity weights this is
 * `percentAgreement`. Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 4.3. Undefined when no item has
 * two ratings. Cost: items × categories².
 */
export function weightedAgreement(table: CountTable, weights: AgreementWeights): Outcome {
  const width = table.categories.length;
  let sum = 0;
  let n = 0;
  for (let item = 0; item < table.items; item++) {
    const row = item * width;
    const ratings = ratingsOfItem(table, item);
    if (ratings < 2) continue;
    let alike = -ratings;
    for (let a = 0; a < width; a++) {
      const given = table.counts[row + a]!;
      if (given === 0) continue;
      for (let b = 0; b < width; b++) alike += given * table.counts[row + b]! * weights[a * width + b]!;
    }
    const weight = weightOf(table, item);
    sum += (weight * alike) / (ratings * (ratings - 1));
    n += weight;
  }
  return n === 0 ? undefinedBecause('no item has two ratings') : { value: sum / n, n };
}
