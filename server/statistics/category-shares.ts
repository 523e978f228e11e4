import { type AgreementSums, place } from './agreement-sums';

/**
 * How much a category is used: the mean over rated items of the share of the item's ratings in it, so that
 * each item counts once. All add up to 1; 0 where no item is rated.
 *
 * Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, section 2.4 (π_k); the same estimate serves the
 * chance agreement of the general form of Fleiss' kappa there. Items with one rating count.
 * Cost: constant.
 */
export function categoryShare({ shares, totals }: AgreementSums, category: number): number {
  const rated = totals[place.rated]!;
  return rated === 0 ? 0 : shares[category]! / rated;
}

/** How much the shares of categories spread: the sum of π(1 − π), which is 0 where all ratings are the same. */
export function spreadOfShares(sums: AgreementSums): number {
  let spread = 0;
  for (let category = 0; category < sums.categories.length; category++) {
    const share = categoryShare(sums, category);
    spread += share * (1 - share);
  }
  return spread;
}
