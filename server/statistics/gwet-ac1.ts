import type { AgreementSums } from './agreement-sums';
import { spreadOfShares } from './category-shares';
import { isUndefined, undefinedBecause, type Outcome } from './outcome';
import { percentAgreement } from './percent-agreement';

/**
 * Gwet's AC1: agreement beyond chance, where chance agreement falls as one category comes to dominate, so that
 * it stays near percent agreement where kappa collapses. That is a different idea of chance, not a better kappa.
 *
 * Percent agreement less chance agreement, divided by one less chance agreement; chance agreement is the sum over
 * categories of share times one less share, divided by the number of categories less one. The number of
 * categories is that of the scale, used or not.
 *
 * Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), equations 5 and 6.
 * Undefined when no item has two ratings, when the scale has fewer than two categories, and when the items have
 * scales of different sizes: the largest would make chance agreement too small for the others. 1 when every rating
 * is the same on a scale of two or more. Example: two raters, 118 times yes-yes, 5 and 2 split, 0 no-no: 0.941.
 * Cost: two steps for each category.
 */
export function gwetAc1(sums: AgreementSums): Outcome {
  const agreement = percentAgreement(sums);
  if (isUndefined(agreement)) return agreement;
  if (sums.isMixed) return undefinedBecause('the items offer different numbers of choices');
  if (sums.categories.length < 2) return undefinedBecause('the scale has fewer than two categories');
  const byChance = spreadOfShares(sums) / (sums.categories.length - 1);
  return { value: (agreement.value - byChance) / (1 - byChance), n: agreement.n };
}
