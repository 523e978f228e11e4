import type { CodedRatings } from '../coded-ratings';
import type { Undefined } from '../outcome';
import { drawCounts, intervalOf, type BootstrapInterval, type BootstrapSettings } from './replicates';

/** What is drawn anew: items with all their ratings, raters with all theirs, or both. */
export interface AccuracyIntervals {
  readonly item: BootstrapInterval | Undefined;
  readonly rater: BootstrapInterval | Undefined;
  readonly twoWay: BootstrapInterval | Undefined;
}

/**
 * How far the share of right ratings would be off with other items, with another crowd, and with both.
 *
 * Both: the pigeonhole bootstrap draws items and raters, each with replacement, and a rating counts as often as its item
 * was drawn times its rater was. Owen (2007), Annals of Applied Statistics 1(2), 386–411: somewhat too wide rather than
 * too narrow. Only ratings of items with a gold answer count. Cost: three passes over them for each replicate.
 * @param gold the right category of each item; -1 where it is not known
 */
export function bootstrapAccuracy(
  ratings: CodedRatings,
  gold: Int32Array,
  { replicates, random }: BootstrapSettings,
): AccuracyIntervals {
  const known = knownRatings(ratings, gold);
  const items = new Uint32Array(known.items);
  const raters = new Uint32Array(known.raters);
  const once = { items: items.map(() => 1), raters: raters.map(() => 1) };
  const repeat = (share: () => number): BootstrapInterval | Undefined =>
    intervalOf(Float64Array.from({ length: replicates }, share));
  return {
    item: repeat(() => shareOf(known, drawCounts(items, random), once.raters)),
    rater: repeat(() => shareOf(known, once.items, drawCounts(raters, random))),
    twoWay: repeat(() => shareOf(known, drawCounts(items, random), drawCounts(raters, random))),
  };
}

/** Ratings of items with a gold answer; items and raters numbered anew, without those that have none. */
interface KnownRatings {
  readonly items: number;
  readonly raters: number;
  readonly itemOf: Uint32Array;
  readonly raterOf: Uint32Array;
  readonly isRight: Uint8Array;
}

function knownRatings(ratings: CodedRatings, gold: Int32Array): KnownRatings {
  const { offsets, raterOf, categoryOf } = ratings;
  const numbers = new Int32Array(ratings.raters).fill(-1);
  const itemsOf = new Uint32Array(raterOf.length);
  const ratersOf = new Uint32Array(raterOf.length);
  const isRight = new Uint8Array(raterOf.length);
  let [items, raters, length] = [0, 0, 0];
  for (let item = 0; item < ratings.items; item++) {
    const end = offsets[item + 1]!;
    if (gold[item]! < 0 || offsets[item] === end) continue;
    for (let place = offsets[item]!; place < end; place++, length++) {
      const rater = raterOf[place]!;
      if (numbers[rater]! < 0) numbers[rater] = raters++;
      itemsOf[length] = items;
      ratersOf[length] = numbers[rater]!;
      isRight[length] = categoryOf[place] === gold[item] ? 1 : 0;
    }
    items++;
  }
  const itemOf = itemsOf.subarray(0, length);
  return { items, raters, itemOf, raterOf: ratersOf.subarray(0, length), isRight };
}

function shareOf(
  { itemOf, raterOf, isRight }: KnownRatings,
  items: Uint32Array,
  raters: Uint32Array,
): number {
  let right = 0;
  let n = 0;
  for (let rating = 0; rating < itemOf.length; rating++) {
    const times = items[itemOf[rating]!]! * raters[raterOf[rating]!]!;
    n += times;
    right += times * isRight[rating]!;
  }
  return n === 0 ? Number.NaN : right / n;
}
