import type { CodedRatings } from '../coded-ratings';

/** How often each rater's ratings equal the majority of their items. */
export interface AgreementWithMajority {
  /** By rater; NaN for one without ratings that can be compared. */
  readonly skills: Float64Array;
  /** How many ratings of each rater were compared. */
  readonly compared: Uint32Array;
}

/**
 * The share of a rater's ratings that equal the most frequent category of the item. Of categories that are equally
 * frequent each gets an equal part: whoever gave one of two agrees by half.
 *
 * @param without `own` leaves all that the rater said of the item out of the majority it is compared with, and items that
 *   nobody else rated out of everything: what is left is not raised by agreement with oneself.
 */
export function agreementWithMajority(ratings: CodedRatings, without?: 'own'): AgreementWithMajority {
  const { items, raters, categories, offsets, raterOf, categoryOf } = ratings;
  const agreed = new Float64Array(raters);
  const compared = new Uint32Array(raters);
  const counts = new Uint32Array(categories);
  for (let item = 0; item < items; item++) {
    const start = offsets[item]!;
    const end = offsets[item + 1]!;
    counts.fill(0);
    for (let place = start; place < end; place++) counts[categoryOf[place]!]!++;
    // What one rater gave stands together.
    for (let first = start, next = start; first < end; first = next) {
      const rater = raterOf[first]!;
      while (next < end && raterOf[next] === rater) next++;
      const own = categoryOf.subarray(first, next);
      if (without) own.forEach((given) => counts[given]!--);
      if (!without || own.length < end - start) {
        own.forEach((given) => (agreed[rater]! += creditOf(counts, given)));
        compared[rater]! += own.length;
      }
      if (without) own.forEach((given) => counts[given]!++);
    }
  }
  return { skills: agreed.map((sum, rater) => sum / compared[rater]!), compared };
}

/** 1 for the most frequent category, 1 / n where n are equally frequent, 0 for any other. */
export function creditOf(counts: Uint32Array, category: number): number {
  let most = 0;
  let ties = 0;
  for (const count of counts) {
    if (count > most) [most, ties] = [count, 1];
    else if (count === most) ties++;
  }
  return counts[category] === most ? 1 / ties : 0;
}
