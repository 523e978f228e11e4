import type { CountTable } from './count-table';

/**
 * All that agreement between interchangeable raters depends on. Each is a sum over items, so that the sums of a sample are
 * those of its items, as often as they were drawn: what 2,000 samples cost does not grow with the raters.
 */
export interface AgreementSums {
  /** The whole scale, in order on ordinal scales, also what nobody chose. */
  readonly categories: readonly string[];
  /** As in the table. */
  readonly isMixed?: boolean | undefined;
  /** Four numbers, at `place`. */
  readonly totals: Float64Array;
  /** Of each category, the shares of the items' ratings in it. */
  readonly shares: Float64Array;
  /** Of each category, ratings. */
  readonly ratings: Float64Array;
  /** Of each category, ratings of items with two or more. */
  readonly comparable: Float64Array;
  /** Of each two categories, at `pairPlace`, the share of an item's pairs of ratings that fell into them. */
  readonly pairShares: Float64Array;
  /** Of each two different categories, an item's pairs that fell into them, divided by one less than its ratings. */
  readonly coincidences: Float64Array;
}

/** Where each of the totals stands. */
export const place = {
  /** Items with a rating. */
  rated: 0,
  /** Items with two or more. */
  comparable: 1,
  /** Pairs of equal ratings of one item. */
  agreeingPairs: 2,
  /** All pairs of ratings of one item. */
  pairs: 3,
} as const;

/** Where a pair of categories stands, whichever comes first. */
export function pairPlace(a: number, b: number): number {
  return a < b ? (b * (b + 1)) / 2 + a : (a * (a + 1)) / 2 + b;
}

/** The sums of all items. Items without ratings change nothing. Cost: one pass over the counts. */
export function agreementSums(table: CountTable): AgreementSums {
  const { sums, values } = emptySums(table);
  eachPart(table, (_item, at, value) => (values[at]! += value));
  return sums;
}

/** Zeros, with all sums behind each other in `values`. */
export function emptySums({ categories, isMixed }: Pick<CountTable, 'categories' | 'isMixed'>): {
  readonly sums: AgreementSums;
  readonly values: Float64Array;
} {
  const width = categories.length;
  const from = starts(width);
  const values = new Float64Array(from.end);
  const sums = {
    categories,
    isMixed,
    totals: values.subarray(0, from.shares),
    shares: values.subarray(from.shares, from.ratings),
    ratings: values.subarray(from.ratings, from.comparable),
    comparable: values.subarray(from.comparable, from.pairShares),
    pairShares: values.subarray(from.pairShares, from.coincidences),
    coincidences: values.subarray(from.coincidences),
  };
  return { sums, values };
}

/** Where the sums of each kind begin among all. */
function starts(width: number) {
  const pairs = pairPlace(0, width);
  const shares = Object.keys(place).length;
  const pairShares = shares + 3 * width;
  const coincidences = pairShares + pairs;
  return {
    ...{ shares, ratings: shares + width, comparable: shares + 2 * width },
    ...{ pairShares, coincidences, end: coincidences + pairs },
  };
}

/** What each item adds to the sums, item by item. @param add is told where among all sums, and how much */
export function eachPart(table: CountTable, add: AddPart): void {
  const from = starts(table.categories.length);
  for (let item = 0; item < table.items; item++) addItem(table, item, { from, add });
}

type AddPart = (item: number, at: number, value: number) => void;

function addItem(
  { categories: { length: width }, counts }: CountTable,
  item: number,
  { from, add }: { readonly from: ReturnType<typeof starts>; readonly add: AddPart },
): void {
  const row = item * width;
  let n = 0;
  for (let a = 0; a < width; a++) n += counts[row + a]!;
  if (n === 0) return;
  const pairs = (n * (n - 1)) / 2;
  add(item, place.rated, 1);
  if (n > 1) add(item, place.comparable, 1);
  add(item, place.pairs, pairs);
  for (let a = 0; a < width; a++) {
    const given = counts[row + a]!;
    if (given === 0) continue;
    add(item, from.shares + a, given / n);
    add(item, from.ratings + a, given);
    if (n < 2) continue;
    add(item, place.agreeingPairs, (given * (given - 1)) / 2);
    add(item, from.comparable + a, given);
    add(item, from.pairShares + pairPlace(a, a), (given * (given - 1)) / 2 / pairs);
    for (let b = a + 1; b < width; b++) {
      const both = given * counts[row + b]!;
      if (both === 0) continue;
      add(item, from.pairShares + pairPlace(a, b), both / pairs);
      add(item, from.coincidences + pairPlace(a, b), both / (n - 1));
    }
  }
}
