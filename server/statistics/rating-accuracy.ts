import type { CodedRatings } from './coded-ratings';
import { studentReach } from './incomplete-beta';
import { isUndefined, undefinedBecause, type Outcome, type Undefined } from './outcome';
import { wilsonInterval } from './wilson-interval';

/** The share of ratings that equal the gold answer of their item, and how far it may be off. */
export interface RatingAccuracy {
  readonly value: Outcome;
  /** Wilson's 95% interval as if all ratings were independent, which they are not. */
  readonly wilson: { readonly low: number; readonly high: number } | Undefined;
  /** Standard errors: of independent ratings, of other items, of other raters, and of both. */
  readonly seIid: Outcome;
  readonly seItem: Outcome;
  readonly seRater: Outcome;
  readonly seTwoWay: Outcome;
  /** 95% intervals for those three, with Student's t. */
  readonly intervals: Readonly<
    Record<'item' | 'rater' | 'twoWay', { low: number; high: number } | Undefined>
  >;
}

/**
 * How often ratings are right, with standard errors for four questions: other ratings as if each were independent; other
 * items for the same crowd; another crowd for the same items; other items and another crowd.
 *
 * Clustered: the variance is G / (G − 1) times the sum over clusters of the squared sum of differences from the share,
 * divided by the squared number of ratings (Liang and Zeger 1986, Biometrika 73(1), equation 2.3, for a mean, with the
 * usual correction for few clusters). Two ways: that of items, plus that of raters, less that of single cells (Cameron,
 * Gelbach and Miller 2011, Journal of Business & Economic Statistics 29(2), equation 2.11). With fewer than about 30
 * clusters these are too small. The intervals reach as many errors to each side as Student's t has with one degree of
 * freedom less than clusters, two ways less than the fewer of them, and end at 0 and 1; there are none where no
 * cluster differs from the others. Undefined without ratings of items with a gold answer, clustered ones with fewer than
 * two clusters, the two-way one also where it comes out below 0. Cost: one pass over the ratings.
 * @param gold the category that is right for each item; -1 where that is not known
 */
export function ratingAccuracy(ratings: CodedRatings, gold: Int32Array): RatingAccuracy {
  const { right, n } = countRight(ratings, gold);
  if (n === 0) return noAccuracy;
  const share = right / n;
  const { item, rater, cell } = clusterVariances(ratings, gold, { share, n });
  const seItem = errorOf(item, 'items');
  const seRater = errorOf(rater, 'raters');
  const seTwoWay = twoWayError(item, rater, cell);
  return {
    value: { value: share, n },
    wilson: wilsonInterval(right, n),
    seIid: { value: Math.sqrt((share * (1 - share)) / n), n },
    seItem,
    seRater,
    seTwoWay,
    intervals: {
      item: intervalAround(share, seItem),
      rater: intervalAround(share, seRater),
      twoWay: intervalAround(share, seTwoWay),
    },
  };
}

const none = undefinedBecause('no item with a gold answer has a rating');
const noAccuracy: RatingAccuracy = {
  ...{ value: none, wilson: none, seIid: none, seItem: none, seRater: none, seTwoWay: none },
  intervals: { item: none, rater: none, twoWay: none },
};

/** Less is rounding: the clusters all have the same share, which says nothing of how others would differ. */
const sameWithin = 1e-12;

/** @param error whose n is the number of clusters */
function intervalAround(share: number, error: Outcome): { low: number; high: number } | Undefined {
  if (isUndefined(error)) return error;
  if (error.value < sameWithin) return undefinedBecause('no cluster differs from the others');
  const reach = studentReach(error.n - 1) * error.value;
  return { low: Math.max(0, share - reach), high: Math.min(1, share + reach) };
}

function countRight(
  { items, offsets, categoryOf }: CodedRatings,
  gold: Int32Array,
): { right: number; n: number } {
  let right = 0;
  let n = 0;
  for (let item = 0; item < items; item++) {
    if (gold[item]! < 0) continue;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      n++;
      if (categoryOf[place] === gold[item]) right++;
    }
  }
  return { right, n };
}

interface Variance {
  readonly value: number;
  readonly clusters: number;
}

/** Ratings of one item by one rater that stand beside each other are a cell. */
function clusterVariances(
  { items, raters, offsets, raterOf, categoryOf }: CodedRatings,
  gold: Int32Array,
  { share, n }: { share: number; n: number },
): Record<'item' | 'rater' | 'cell', Variance> {
  const byRater = new Float64Array(raters);
  const rated = new Uint8Array(raters);
  const squares = { item: 0, cell: 0 };
  const clusters = { item: 0, cell: 0 };
  for (let item = 0; item < items; item++) {
    const end = offsets[item + 1]!;
    if (gold[item]! < 0 || offsets[item] === end) continue;
    let ofItem = 0;
    let ofCell = 0;
    for (let place = offsets[item]!; place < end; place++) {
      const rater = raterOf[place]!;
      const difference = (categoryOf[place] === gold[item] ? 1 : 0) - share;
      ofItem += difference;
      ofCell += difference;
      byRater[rater]! += difference;
      rated[rater] = 1;
      if (place + 1 < end && raterOf[place + 1] === rater) continue;
      squares.cell += ofCell ** 2;
      clusters.cell++;
      ofCell = 0;
    }
    squares.item += ofItem ** 2;
    clusters.item++;
  }
  const ofRaters = byRater.reduce((sum, difference) => sum + difference ** 2, 0);
  return {
    item: varianceOf(squares.item, clusters.item, n),
    rater: varianceOf(
      ofRaters,
      rated.reduce((sum, one) => sum + one, 0),
      n,
    ),
    cell: varianceOf(squares.cell, clusters.cell, n),
  };
}

function varianceOf(squares: number, clusters: number, n: number): Variance {
  return { value: (clusters / (clusters - 1)) * (squares / n ** 2), clusters };
}

function errorOf({ value, clusters }: Variance, what: string): Outcome {
  if (clusters < 2) return undefinedBecause(`there are fewer than two ${what}`);
  return { value: Math.sqrt(value), n: clusters };
}

function twoWayError(item: Variance, rater: Variance, cell: Variance): Outcome {
  if (item.clusters < 2 || rater.clusters < 2)
    return undefinedBecause('there are fewer than two items or raters');
  const variance = item.value + rater.value - cell.value;
  if (variance < 0)
    return undefinedBecause('the variances of items and raters do not add up to that of their cells');
  return { value: Math.sqrt(variance), n: Math.min(item.clusters, rater.clusters) };
}
