import { ratingsOfItem, weightOf, type CountTable } from './count-table';

/**
 * How much each category is used: the mean over rated items of the share of the item's ratings in it, so that
 * each item counts once. Sums to 1 when any item is rated, to 0 otherwise.
 *
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, section 2.4 (π_k); the same estimate serves the
 * chance agreement of the general form of Fleiss' kappa there. Items with one rating count.
 * Cost: one pass over the counts.
 */
export function categoryShares(table: CountTable): Float64Array {
  const width = table.categories.length;
  const shares = new Float64Array(width);
  let rated = 0;
  for (let item = 0; item < table.items; item++) {
    const ratings = ratingsOfItem(table, item);
    if (ratings === 0) continue;
    const weight = weightOf(table, item);
    rated += weight;
    for (let k = 0; k < width; k++) shares[k]! += (weight * table.counts[item * width + k]!) / ratings;
  }
  if (rated > 0) for (let k = 0; k < width; k++) shares[k]! /= rated;
  return shares;
}

/** How much the shares of categories spread: the sum of π(1 − π), which is 0 where all ratings are the same. */
export function spreadOfShares(shares: Float64Array): number {
  let spread = 0;
  for (const share of shares) spread += share * (1 - share);
  return spread;
}
