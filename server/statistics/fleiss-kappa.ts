import type { AgreementSums } from './agreement-sums';
import { categoryShare } from './category-shares';
import { isUndefined, undefinedBecause, type Outcome } from './outcome';
import { percentAgreement } from './percent-agreement';

/**
 * Fleiss' kappa, in its general form for items with unequal numbers of ratings: how much of the agreement that
 * chance leaves open was reached?
 *
 * Percent agreement less chance agreement, divided by one less chance agreement; chance agreement is the sum of
 * the squared category shares. With equal numbers of ratings this is the kappa of Fleiss (1971), Psychological
 * Bulletin 76(5), equations 3 to 7; otherwise the form of Gwet (2014), Handbook of Inter-Rater Reliability,
 * section 2.4, and of the R package irrCAC: shares over all rated items, agreement over items with two ratings.
 *
 * Undefined when no item has two ratings, or when every rating is the same (chance explains everything). May be
 * negative. Low when one category is far more frequent than the others, even at high percent agreement.
 * Example: Fleiss' own 30 patients and 6 raters give 0.430. Cost: two steps for each category.
 */
export function fleissKappa(sums: AgreementSums): Outcome {
  const agreement = percentAgreement(sums);
  if (isUndefined(agreement)) return agreement;
  let used = 0;
  let byChance = 0;
  for (let category = 0; category < sums.categories.length; category++) {
    const share = categoryShare(sums, category);
    if (share > 0) used++;
    byChance += share * share;
  }
  if (used < 2) return undefinedBecause('every rating is the same');
  return { value: (agreement.value - byChance) / (1 - byChance), n: agreement.n };
}
