import { ratingsOfItem, weightOf, type CountTable } from './count-table';
import { undefinedBecause, type Outcome } from './outcome';

/** How often each category was used, and the numbers that the categories are. */
interface Scale {
  readonly used: readonly number[];
  readonly values: readonly number[];
}

/** Squared distance between two categories. */
type SquaredDistance = (a: number, b: number, scale: Scale) => number;

export type AlphaScale = keyof typeof squaredDistances;

/**
 * The distances of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section D. Ordinal: the
 * number of ratings that lie between the two categories, counting half of each end's own. Interval: the difference of
 * the numbers that the categories are.
 */
const squaredDistances = {
  nominal: (a, b) => (a === b ? 0 : 1),
  ordinal: (a, b, { used }) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    let between = -(used[low]! + used[high]!) / 2;
    for (let category = low; category <= high; category++) between += used[category]!;
    return a === b ? 0 : between * between;
  },
  interval: (a, b, { values }) => (values[a]! - values[b]!) ** 2,
} as const satisfies Record<string, SquaredDistance>;

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
 * units give 0.743 nominal, 0.815 ordinal. Cost: items × categories². `n` is the number of items with two or more
 * ratings.
 */
export function krippendorffAlpha(table: CountTable, scale: AlphaScale): Outcome {
  const values = scale === 'interval' ? numbersOf(table.categories) : [];
  if (scale === 'interval' && !values.every(Number.isFinite)) {
    return undefinedBecause('the categories are not all numbers');
  }
  const { coincidences, used, n } = countCoincidences(table);
  if (n === 0) return undefinedBecause('no item has two ratings');
  if (used.filter((count) => count > 0).length < 2) {
    return undefinedBecause('every rating that can be compared is the same');
  }
  const width = used.length;
  const pairable = used.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  let expected = 0;
  for (let a = 0; a < width; a++) {
    for (let b = a + 1; b < width; b++) {
      const distance = squaredDistances[scale](a, b, { used, values });
      seen += coincidences[a * width + b]! * distance;
      expected += used[a]! * used[b]! * distance;
    }
  }
  if (expected === 0) return undefinedBecause('every rating that can be compared is the same');
  return { value: 1 - ((pairable - 1) * seen) / expected, n };
}

/** NaN for what is no number. */
function numbersOf(categories: readonly string[]): number[] {
  return categories.map((category) => (category.trim() === '' ? Number.NaN : Number(category)));
}

/** How often two ratings of one item fell into each pair of categories, and how often each category was used. */
function countCoincidences(table: CountTable): { coincidences: Float64Array; used: number[]; n: number } {
  const width = table.categories.length;
  const coincidences = new Float64Array(width * width);
  const used = table.categories.map(() => 0);
  let n = 0;
  for (let item = 0; item < table.items; item++) {
    const row = item * width;
    const ratings = ratingsOfItem(table, item);
    if (ratings < 2) continue;
    const weight = weightOf(table, item);
    n += weight;
    for (let a = 0; a < width; a++) {
      const given = table.counts[row + a]!;
      if (given === 0) continue;
      used[a]! += weight * given;
      for (let b = a + 1; b < width; b++)
        coincidences[a * width + b]! += (weight * given * table.counts[row + b]!) / (ratings - 1);
    }
  }
  return { coincidences, used, n };
}
