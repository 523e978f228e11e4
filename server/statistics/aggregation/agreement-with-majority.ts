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
 * @param without `own` leaves the rater's own rating out of the majority it is compared with, and ratings that are the
 *   only one of their item out of everything: what is left is not raised by agreement with oneself.
 */
export function agreementWithMajority(ratings: CodedRatings, without?: 'own'): AgreementWithMajority {
  const { items, raters, categories, offsets, raterOf, categoryOf } = ratings;
  const agreed = new Float64Array(raters);
  const compared = new Uint32Array(raters);
  const counts = new Uint32Array(categories);
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    if (end - first < (without ? 2 : 1)) continue;
    counts.fill(0);
    for (let place = first; place < end; place++) counts[categoryOf[place]!]!++;
    for (let place = first; place < end; place++) {
      const [rater, given] = [raterOf[place]!, categoryOf[place]!];
      if (without) counts[given]!--;
      agreed[rater]! += creditOf(counts, given);
      if (without) counts[given]!++;
      compared[rater]!++;
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
