import { undefinedBecause, type Outcome } from '../outcome';

/** Posteriors that differ by less than this part of the largest are a tie: a search does not know them any better. */
const sameWithin = 1e-6;

/** The most probable categories of an item: several where they are equally probable, none where nobody rated it. */
export function leadingCategories(posteriors: Float64Array, item: number, categories: number): number[] {
  let most = 0;
  for (let k = 0; k < categories; k++) most = Math.max(most, posteriors[item * categories + k]!);
  if (most === 0) return [];
  const leading: number[] = [];
  for (let k = 0; k < categories; k++) {
    if (posteriors[item * categories + k]! >= most * (1 - sameWithin)) leading.push(k);
  }
  return leading;
}

/** How often the answers that were made of ratings are right. */
export interface AggregateAccuracy {
  /** Items that several categories share equally. */
  readonly ties: number;
  /** A tie is not right. */
  readonly accuracy: Outcome;
  /** A tie of m categories with the right one among them is right by 1 / m: what drawing lots comes to on average. */
  readonly accuracySplitTies: Outcome;
}

/**
 * Compares the leading category of each item with its gold answer, over rated items that have one.
 * @param gold the right category of each item; -1 where it is not known
 */
export function aggregateAccuracy(
  posteriors: Float64Array,
  categories: number,
  gold: Int32Array | undefined,
): AggregateAccuracy {
  const items = posteriors.length / categories;
  let ties = 0;
  let right = 0;
  let split = 0;
  let n = 0;
  for (let item = 0; item < items; item++) {
    const leading = leadingCategories(posteriors, item, categories);
    if (leading.length > 1) ties++;
    if (leading.length === 0 || !gold || gold[item]! < 0) continue;
    n++;
    if (!leading.includes(gold[item]!)) continue;
    split += 1 / leading.length;
    if (leading.length === 1) right++;
  }
  if (n === 0) {
    const none = undefinedBecause(gold ? 'no rated item has a gold answer' : 'no gold answers were given');
    return { ties, accuracy: none, accuracySplitTies: none };
  }
  return { ties, accuracy: { value: right / n, n }, accuracySplitTies: { value: split / n, n } };
}
