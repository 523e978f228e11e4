import type { CountTable } from './count-table';

/**
 * Ratings as numbers, item by item: the ratings of item `i` are those from `offsets[i]` to `offsets[i + 1]`, in order of
 * their raters. Items, raters and categories count from 0; what they are called is the caller's affair.
 */
export interface CodedRatings {
  readonly items: number;
  readonly raters: number;
  readonly categories: number;
  /** One more than there are items. */
  readonly offsets: Uint32Array;
  readonly raterOf: Uint32Array;
  readonly categoryOf: Uint32Array;
}

/** Ratings in any order: the three arrays are as long as there are rows. */
export interface RatingRows {
  readonly items: number;
  readonly raters: number;
  readonly categories: number;
  readonly itemOf: Uint32Array;
  readonly raterOf: Uint32Array;
  readonly categoryOf: Uint32Array;
}

/** What becomes of several ratings that one rater gave one item: the last row counts, or each does. */
export type Repeats = 'last' | 'all';

/**
 * Sorts ratings by item, then rater. Rows of the same rater about the same item stay in the order they came in; of these
 * the last one is kept, or all. Cost: a few passes over the rows; 24 bytes a row while it runs.
 */
export function arrangeRatings(rows: RatingRows, repeats: Repeats): CodedRatings {
  const byRater = sortBy(rows.raterOf, rows.raters, undefined);
  const order = sortBy(rows.itemOf, rows.items, byRater);
  const offsets = new Uint32Array(rows.items + 1);
  const kept = new Uint32Array(order.length);
  let length = 0;
  for (const [place, row] of order.entries()) {
    const next = order[place + 1];
    if (repeats === 'last' && next !== undefined && isRepeated(rows, row, next)) continue;
    kept[length++] = row;
    offsets[rows.itemOf[row]! + 1]!++;
  }
  for (let item = 0; item < rows.items; item++) offsets[item + 1]! += offsets[item]!;
  const chosen = kept.subarray(0, length);
  const { items, raters, categories } = rows;
  const raterOf = chosen.map((row) => rows.raterOf[row]!);
  return {
    items,
    raters,
    categories,
    offsets,
    raterOf,
    categoryOf: chosen.map((row) => rows.categoryOf[row]!),
  };
}

function isRepeated({ itemOf, raterOf }: RatingRows, one: number, other: number): boolean {
  return itemOf[one] === itemOf[other] && raterOf[one] === raterOf[other];
}

/** The rows in order of their keys; those of one key stay in the order given. */
function sortBy(keys: Uint32Array, count: number, given: Uint32Array | undefined): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 0; key < count; key++) next[key + 1]! += next[key]!;
  const order = new Uint32Array(keys.length);
  for (let place = 0; place < keys.length; place++) {
    const row = given ? given[place]! : place;
    order[next[keys[row]!]!++] = row;
  }
  return order;
}

/** How often each item was given each category. @param names of the categories, in their order */
export function countsOfRatings(ratings: CodedRatings, names: readonly string[]): CountTable {
  const { items, categories, offsets, categoryOf } = ratings;
  const counts = new Uint32Array(items * categories);
  for (let item = 0; item < items; item++) {
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      counts[item * categories + categoryOf[place]!]!++;
    }
  }
  return { items, categories: names, counts };
}
