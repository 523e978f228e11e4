import { clusteredShare, type Cluster } from '../clustered-share';
import type { CodedRatings } from '../coded-ratings';
import { isUndefined, undefinedBecause, type Estimate, type Undefined } from '../outcome';

/** Two raters who rated some of the same items; `a` is less than `b`. */
export interface RaterPair {
  readonly a: number;
  readonly b: number;
  /** How many items both rated. */
  readonly items: number;
  /** In what share of them they gave the same category. */
  readonly share: number;
}

export interface PairwiseAgreement {
  /** Sorted by `a`, then `b`; raters without an item in common are left out. */
  readonly pairs: readonly RaterPair[];
  /** Of each rater with all others together; `n` is the number of pairs of ratings, `items` that of items they are of. */
  readonly raters: readonly ((Required<Estimate> & { readonly items: number }) | Undefined)[];
}

/**
 * How often each two raters gave the same category to the items that both rated, and how often each rater gave what
 * another gave.
 *
 * Of each rater the share pools all pairs of an own rating and another's of the same item, so an item with more raters
 * weighs more. Pairs about one item share the rater's own rating, so its 95% interval takes items as clusters
 * (`clusteredShare`: Cochran 1977, Kish 1965). Not corrected for chance (for two raters alone see `cohenKappa`). Of
 * several ratings that a rater gave an item the last counts, so nobody is paired with themselves.
 *
 * The mean of such shares over raters weighs raters; percent agreement (Fleiss 1971) weighs items. Undefined for a
 * rater of whose items nobody else rated one. Example: a and b rated two items and agree in one, c rated the second as
 * a did: a agrees in 2 of 3 pairs. Cost: the sum over items of the squared number of its ratings.
 */
export function pairwiseAgreement(ratings: CodedRatings): PairwiseAgreement {
  const pairs = new Map<number, { items: number; equal: number }>();
  const clusters: Cluster[][] = Array.from({ length: ratings.raters }, () => []);
  for (let item = 0; item < ratings.items; item++) {
    const places = lastPlaces(ratings, item);
    addPairs(pairs, ratings, places);
    addClusters(clusters, ratings, places);
  }
  return {
    pairs: [...pairs]
      .sort(([one], [other]) => one - other)
      .map(([key, { items, equal }]) => ({
        a: Math.floor(key / ratings.raters),
        b: key % ratings.raters,
        items,
        share: equal / items,
      })),
    raters: clusters.map(withOthers),
  };
}

/** Where the last rating of each rater of the item stands: those of one rater stand beside each other. */
function lastPlaces({ offsets, raterOf }: CodedRatings, item: number): number[] {
  const places: number[] = [];
  const end = offsets[item + 1]!;
  for (let place = offsets[item]!; place < end; place++) {
    if (place + 1 === end || raterOf[place + 1] !== raterOf[place]) places.push(place);
  }
  return places;
}

function addPairs(
  pairs: Map<number, { items: number; equal: number }>,
  { raters, raterOf, categoryOf }: CodedRatings,
  places: readonly number[],
): void {
  for (const [index, one] of places.entries()) {
    for (let next = index + 1; next < places.length; next++) {
      const other = places[next]!;
      const key = raterOf[one]! * raters + raterOf[other]!;
      const pair = pairs.get(key) ?? { items: 0, equal: 0 };
      pairs.set(key, pair);
      pair.items++;
      if (categoryOf[one] === categoryOf[other]) pair.equal++;
    }
  }
}

function addClusters(
  clusters: readonly Cluster[][],
  { raterOf, categoryOf }: CodedRatings,
  places: readonly number[],
): void {
  if (places.length < 2) return;
  const votes = new Map<number, number>();
  for (const place of places) votes.set(categoryOf[place]!, (votes.get(categoryOf[place]!) ?? 0) + 1);
  for (const place of places) {
    const equal = votes.get(categoryOf[place]!)! - 1;
    clusters[raterOf[place]!]!.push({ successes: equal, n: places.length - 1 });
  }
}

function withOthers(
  clusters: readonly Cluster[],
): (Required<Estimate> & { readonly items: number }) | Undefined {
  const share = clusteredShare(clusters);
  return isUndefined(share)
    ? undefinedBecause('nobody else rated any of the same items')
    : { ...share, items: clusters.length };
}
