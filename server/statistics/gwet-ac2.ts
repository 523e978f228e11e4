import type { AgreementSums } from './agreement-sums';
import { agreementWeights, weightSum, type WeightKind } from './agreement-weights';
import { spreadOfShares } from './category-shares';
import { gwetAc1 } from './gwet-ac1';
import { isUndefined, undefinedBecause, type Outcome } from './outcome';
import { weightedAgreement } from './weighted-agreement';

/**
 * Gwet's AC2: AC1 for ordered categories, in which near misses count in part.
 *
 * Weighted agreement less chance agreement, divided by one less chance agreement; chance agreement is the sum over
 * categories of share times one less share, times the sum of all weights, divided by categories × (categories − 1).
 * With identity weights it is AC1. Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., section 4.3.
 * Undefined where AC1 is. Cost: categories².
 */
export function gwetAc2(sums: AgreementSums, kind: WeightKind): Outcome {
  const width = sums.categories.length;
  // What AC1 is undefined for, and AC1 itself.
  if (kind === 'identity' || sums.isMixed || width < 2) return gwetAc1(sums);
  const weights = agreementWeights(width, kind);
  const agreement = weightedAgreement(sums, weights);
  if (isUndefined(agreement)) return agreement;
  const spread = spreadOfShares(sums);
  const byChance = (weightSum(weights) * spread) / (width * (width - 1));
  if (byChance === 1) return undefinedBecause('chance explains all agreement');
  return { value: (agreement.value - byChance) / (1 - byChance), n: agreement.n };
}
