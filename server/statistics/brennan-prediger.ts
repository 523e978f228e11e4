import type { AgreementSums } from './agreement-sums';
import { agreementWeights, weightSum, type WeightKind } from './agreement-weights';
import { isUndefined, undefinedBecause, type Outcome } from './outcome';
import { weightedAgreement } from './weighted-agreement';

/**
 * The coefficient of Brennan and Prediger: agreement beyond what raters would reach who choose every category equally
 * often. Chance agreement is the sum of all weights divided by categories squared, so with identity weights one over the
 * number of categories of the scale, used or not.
 *
 * Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), 687–699, equation 8; several raters and
 * weights as in Gwet (2014), section 4.4. Undefined when no item has two ratings, when the scale has fewer than two
 * categories, and when the items have scales of different sizes. Cost: categories².
 */
export function brennanPrediger(sums: AgreementSums, kind: WeightKind = 'identity'): Outcome {
  const width = sums.categories.length;
  const weights = agreementWeights(width, kind);
  const agreement = weightedAgreement(sums, weights);
  if (isUndefined(agreement)) return agreement;
  if (sums.isMixed) return undefinedBecause('the items offer different numbers of choices');
  if (width < 2) return undefinedBecause('the scale has fewer than two categories');
  const byChance = weightSum(weights) / width ** 2;
  return { value: (agreement.value - byChance) / (1 - byChance), n: agreement.n };
}
