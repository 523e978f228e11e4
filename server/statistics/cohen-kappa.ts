import { agreementWeights, type WeightKind } from './agreement-weights';
import { undefinedBecause, type Outcome } from './outcome';

/** How often one rater gave category `a` where the other gave `b`: `counts[a * categories + b]`. */
export interface PairTable {
  readonly categories: number;
  readonly counts: Float64Array;
}

/** What chance agreement rests on: each rater's own shares, or those of both together. */
type Chance = 'own shares' | 'common shares';

/**
 * Cohen's kappa: agreement of two raters, or of a majority with labels, beyond what they would reach by chance if each
 * kept to its own shares of categories.
 *
 * Weighted agreement less weighted chance agreement, divided by one less the latter; chance agreement multiplies the
 * shares of the two. Cohen (1960), Educational and Psychological Measurement 20(1), 37–46; weights as in Cohen (1968),
 * Psychological Bulletin 70(4), for categories in the order of their whole scale.
 * Undefined without items, and when both gave the same single category to all. May be negative; low when one category
 * is much more frequent. Example: 45, 15, 25, 15 gives 0.130. Cost: categories².
 */
export function cohenKappa(table: PairTable, kind: WeightKind = 'identity'): Outcome {
  return beyondChance(table, kind, 'own shares');
}

/**
 * Scott's pi: Cohen's kappa with the shares of both raters taken together, as for raters who are interchangeable.
 * Scott (1955), Public Opinion Quarterly 19(3), 321–325. Undefined where kappa is. Cost: categories².
 */
export function scottPi(table: PairTable, kind: WeightKind = 'identity'): Outcome {
  return beyondChance(table, kind, 'common shares');
}

function beyondChance({ categories, counts }: PairTable, kind: WeightKind, chance: Chance): Outcome {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return undefinedBecause('no item was rated by both');
  const first = new Float64Array(categories);
  const second = new Float64Array(categories);
  counts.forEach((count, cell) => {
    first[Math.floor(cell / categories)]! += count / n;
    second[cell % categories]! += count / n;
  });
  const common = first.map((share, category) => (share + second[category]!) / 2);
  const [mine, theirs] = chance === 'own shares' ? [first, second] : [common, common];
  const weights = agreementWeights(categories, kind);
  let seen = 0;
  let byChance = 0;
  weights.forEach((weight, cell) => {
    seen += (weight * counts[cell]!) / n;
    byChance += weight * mine[Math.floor(cell / categories)]! * theirs[cell % categories]!;
  });
  if (common.filter((share) => share > 0).length < 2) return undefinedBecause('every rating is the same');
  return { value: (seen - byChance) / (1 - byChance), n };
}
