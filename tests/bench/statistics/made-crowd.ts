import { arrangeRatings, type CodedRatings } from '../../../server/statistics/coded-ratings';
import { seededRandom } from '../../../server/statistics/seeded-random';

export interface CrowdSize {
  readonly labels: number;
  readonly items: number;
  readonly raters: number;
}

/** A crowd of raters who differ in accuracy, and the right answers. */
export interface MadeCrowd {
  readonly ratings: CodedRatings;
  readonly gold: Int32Array;
}

/** Ratings of yes-or-no items in random order: every item by as many raters, each right in 55% to 95%. */
export function madeCrowd({ labels, items, raters }: CrowdSize, seed: string): MadeCrowd {
  const random = seededRandom(seed);
  const gold = Int32Array.from({ length: items }, () => (random() < 0.5 ? 0 : 1));
  const accuracy = Float64Array.from({ length: raters }, () => 0.55 + 0.4 * random());
  const itemOf = Uint32Array.from({ length: labels }, (_, row) => row % items);
  const raterOf = Uint32Array.from({ length: labels }, () => Math.floor(random() * raters));
  const categoryOf = Uint32Array.from({ length: labels }, (_, row) => {
    const right = gold[itemOf[row]!]!;
    return random() < accuracy[raterOf[row]!]! ? right : 1 - right;
  });
  const rows = { items, raters, categories: 2, itemOf, raterOf, categoryOf };
  return { ratings: arrangeRatings(rows, 'all'), gold };
}
