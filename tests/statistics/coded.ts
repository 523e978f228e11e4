import { arrangeRatings, type CodedRatings, type Repeats } from '../../server/statistics/coded-ratings';

/** Item, rater and category of each rating, as numbers. */
export type Triples = readonly (readonly [number, number, number])[];

export interface Sizes {
  readonly items: number;
  readonly raters: number;
  readonly categories: number;
}

export function codedOf(ratings: Triples, sizes: Sizes, repeats: Repeats = 'all'): CodedRatings {
  const { items, raters, categories } = sizes;
  const column = (index: 0 | 1 | 2) => Uint32Array.from(ratings, (rating) => rating[index]);
  const rows = { itemOf: column(0), raterOf: column(1), categoryOf: column(2) };
  return arrangeRatings({ items, raters, categories, ...rows }, repeats);
}

/** The ratings again, one by one, in the order they stand in. */
export function triplesOf({ items, offsets, raterOf, categoryOf }: CodedRatings): Triples {
  return Array.from({ length: items }, (_, item) =>
    Array.from({ length: offsets[item + 1]! - offsets[item]! }, (__, index) => {
      const place = offsets[item]! + index;
      return [item, raterOf[place]!, categoryOf[place]!] as const;
    }),
  ).flat();
}
