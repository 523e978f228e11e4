import { crowdInterval } from '../../server/statistics/crowd/crowd-interval';
import { dawidSkeneDecides } from '../../server/statistics/crowd/dawid-skene-decides';
import { majorityDecides } from '../../server/statistics/crowd/majority-decides';
import { isUndefined } from '../../server/statistics/outcome';
import { ratingAccuracy } from '../../server/statistics/rating-accuracy';
import { codedOf, type Sizes, type Triples } from './coded';
import { expectClose, valueOf } from './expect-close';
import { fixtureCases } from './fixture';

interface Case extends Sizes {
  readonly ratings: Triples;
  readonly model?: { readonly prevalence: readonly number[]; readonly errors: readonly number[] };
  readonly expected: Readonly<Record<'low' | 'high' | 'se' | 'raters', number>> | null;
}

const allItems = (items: number): number[] => Array.from({ length: items }, (_, item) => item);

it.each(fixtureCases<Case>('crowd-interval'))(
  'the interval for a new crowd equals the independent program',
  ({ ratings, model, expected, ...sizes }) => {
    const coded = codedOf(ratings, sizes);
    const gold = new Int32Array(sizes.items);
    const decide = model
      ? dawidSkeneDecides(coded, gold, {
          prevalence: Float64Array.from(model.prevalence),
          errors: Float64Array.from(model.errors),
        })
      : majorityDecides(coded, gold);
    const found = crowdInterval(coded, allItems(sizes.items), { gold, decide });
    if (isUndefined(found) || !expected) return expect([isUndefined(found), expected]).toEqual([true, null]);
    expect(found.raters).toBe(expected.raters);
    for (const key of ['se', 'low', 'high'] as const) expectClose(found[key], expected[key], 1e-9);
  },
);

it('is the two-way error of the share of right ratings where each item has one', () => {
  const ratings: Triples = Array.from({ length: 30 }, (_, item) => [
    item,
    item % 5,
    item % 5 === 0 || item % 7 === 0 ? 1 : 0,
  ]);
  const coded = codedOf(ratings, { items: 30, raters: 5, categories: 2 });
  const gold = new Int32Array(30);
  const found = crowdInterval(coded, allItems(30), { gold, decide: majorityDecides(coded, gold) });
  if (isUndefined(found)) throw new Error(found.undefinedBecause);
  const { value, seRater } = ratingAccuracy(coded, gold);
  // Each item is a cell of its own, with the correction for few items once as n / (n - 1) and once without it.
  const share = valueOf(value);
  const cells = share * (1 - share) * (1 / 29 - 1 / 30);
  expectClose(found.se ** 2, valueOf(seRater) ** 2 + cells);
});

it('says why there is none', () => {
  const coded = codedOf([[0, 0, 0]], { items: 1, raters: 1, categories: 2 });
  const gold = Int32Array.of(0);
  const asked = { gold, decide: majorityDecides(coded, gold) };
  expect(crowdInterval(coded, [], asked)).toEqual({ undefinedBecause: 'there is no item to count' });
  expect(crowdInterval(coded, [0], asked)).toEqual({ undefinedBecause: 'there are fewer than two raters' });
  const two = codedOf(
    [0, 1].map((rater) => [0, rater, 0] as const),
    { items: 1, raters: 2, categories: 2 },
  );
  expect(crowdInterval(two, [0], asked)).toEqual({ undefinedBecause: 'there are fewer than two items' });
});
