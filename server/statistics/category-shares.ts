import { ratingsOfItem, weightOf, type CountTable } from './count-table';

/**
 * How much each category is used: the mean over rated items of the share of the item's ratings in it, so that
 * each item counts once. Sums to 1 when any item is rated, to 0 otherwise.
 *
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, section 2.4 (π_k); the same estimate serves the
 * chance agreement of the general form of Fleiss' kappa there. Items with one rating count.
 * Cost: one pass over the counts.
 */
export function categoryShares(table: CountTable): number[] {
  const shares = table.categories.map(() => 0);
  const width = table.categories.length;
  let rated = 0;
  for (let item = 0; item < table.items; item++) {
    const ratings = ratingsOfItem(table, item);
    if (ratings === 0) continue;
    const weight = weightOf(table, item);
    rated += weight;
    for (let k = 0; k < width; k++) shares[k]! += (weight * table.counts[item * width + k]!) / ratings;
  }
  return rated === 0 ? shares : shares.map((sum) => sum / rated);
}
