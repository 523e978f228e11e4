import type { CodedRatings } from '../coded-ratings';
import { voteShares, type Aggregation } from './aggregation';
import { agreementWithMajority } from './agreement-with-majority';

/**
 * Wawa, worker agreement with aggregate: every vote weighs as much as its rater agrees with the majority. Not iterated.
 *
 * The weight of a category is the sum of its raters' skills; posteriors are weights over their sum. Described by Appen
 * (Figure Eight), "Calculating Worker Agreement with Aggregate (Wawa)"; no paper of its own. A rater's skill is the
 * share of the rater's ratings that equal the majority, as in `agreementWithMajority`: the rater's own vote is part of
 * that majority, so the skill is too high where items have few ratings. Cost: ratings × categories.
 */
export function wawa(ratings: CodedRatings): Aggregation {
  const { items, categories, offsets, raterOf, categoryOf } = ratings;
  const { skills } = agreementWithMajority(ratings);
  const posteriors = new Float64Array(items * categories);
  const shares = voteShares(ratings);
  for (let item = 0; item < items; item++) {
    const row = item * categories;
    let sum = 0;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      const weight = skills[raterOf[place]!]!;
      posteriors[row + categoryOf[place]!]! += weight;
      sum += weight;
    }
    // Nobody who rated the item ever agreed with a majority: all votes weigh the same.
    for (let k = row; k < row + categories; k++) posteriors[k] = sum > 0 ? posteriors[k]! / sum : shares[k]!;
  }
  return { posteriors, skills };
}
