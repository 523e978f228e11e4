import { type AgreementSums, pairPlace, place } from './agreement-sums';
import { undefinedBecause, type Outcome } from './outcome';

export type AlphaScale = keyof typeof positions;

/**
 * Where each category stands on its scale; two categories are as far apart as the square of the difference. Krippendorff
 * (2011), "Computing Krippendorff's Alpha-Reliability", section D. Ordinal: as many places apart as ratings lie between
 * the two, counting half of each end's own, which is the difference of their mean ranks. Interval: the difference of the
 * numbers that the categories are. Nominal: all different ones are 1 apart.
 */
const positions = {
  nominal: () => null,
  ordinal: ({ comparable }) => meanRanks(comparable),
  interval: ({ categories }) => categories.map(numberOf),
} as const satisfies Record<string, (sums: AgreementSums) => ArrayLike<number> | null>;

/**
 * Krippendorff's alpha: one less the disagreement that was seen, divided by the disagreement that would be
 * expected if ratings were shuffled between items.
 *
 * Seen: each pair of ratings of one item by its squared distance, an item's pairs weighing one less than its
 * number of ratings. Expected: the same over all pairs of ratings, whatever their item. Items with fewer than two
 * ratings drop out completely. On an ordinal scale far misses weigh more than near ones.
 *
 * Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: α = 1 − D_o / D_e.
 * Undefined when no item has two ratings, or when all ratings of the items that have two are the same (nothing
 * varies, so nothing can be said about reliability), and on an interval scale when a category is not a number. May be negative. Example: that paper's 4 observers and 12
 * units give 0.743 nominal, 0.815 ordinal. Cost: categories². `n` is the number of items with two or more
 * ratings.
 */
export function krippendorffAlpha(sums: AgreementSums, scale: AlphaScale): Outcome {
  const { totals, comparable: used, coincidences } = sums;
  const at = positions[scale](sums);
  if (scale === 'interval' && !sums.categories.every((category) => Number.isFinite(numberOf(category)))) {
    return undefinedBecause('the categories are not all numbers');
  }
  const n = totals[place.comparable]!;
  if (n === 0) return undefinedBecause('no item has two ratings');
  let ratings = 0;
  let seen = 0;
  let expected = 0;
  for (let a = 0; a < used.length; a++) {
    ratings += used[a]!;
    for (let b = 0; b < a; b++) {
      const distance = at === null ? 1 : (at[a]! - at[b]!) ** 2;
      seen += coincidences[pairPlace(a, b)]! * distance;
      expected += used[a]! * used[b]! * distance;
    }
  }
  // Nobody used two categories, or those used are the same number.
  if (expected === 0) return undefinedBecause('every rating that can be compared is the same');
  return { value: 1 - ((ratings - 1) * seen) / expected, n };
}

/** The mean rank of the ratings of each category, but for a constant; of a category that nobody used, where it would be. */
function meanRanks(used: Float64Array): Float64Array {
  const ranks = new Float64Array(used.length);
  let below = 0;
  for (let category = 0; category < used.length; category++) {
    ranks[category] = below + used[category]! / 2;
    below += used[category]!;
  }
  return ranks;
}

/** NaN for what is no number. */
function numberOf(category: string): number {
  return category.trim() === '' ? Number.NaN : Number(category);
}
