import { agreementSums } from '../../server/statistics/agreement-sums';
import { aggregateAccuracy } from '../../server/statistics/aggregation/aggregate-accuracy';
import { bootstrapAccuracy } from '../../server/statistics/bootstrap/bootstrap-accuracy';
import { bootstrapItems } from '../../server/statistics/bootstrap/bootstrap-items';
import { intervalOf } from '../../server/statistics/bootstrap/replicates';
import { isUndefined } from '../../server/statistics/outcome';
import { percentAgreement } from '../../server/statistics/percent-agreement';
import { ratingAccuracy } from '../../server/statistics/rating-accuracy';
import { seededRandom } from '../../server/statistics/seeded-random';
import { codedOf, type Sizes, type Triples } from './coded';
import { expectClose, expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import { tableOf } from './rows';

interface Case extends Sizes {
  readonly ratings: Triples;
  readonly gold: readonly number[];
  readonly expected: Readonly<
    Record<'value' | 'seIid' | 'seItem' | 'seRater', number> & {
      readonly seTwoWay: number | null;
      readonly intervals: Readonly<Record<'item' | 'rater' | 'twoWay', readonly [number, number] | null>>;
    }
  >;
}

const cases = fixtureCases<Case>('rating-accuracy');

it.each(cases)(
  'accuracy and its standard errors equal the independent program',
  ({ ratings, gold, expected, ...sizes }) => {
    const found = ratingAccuracy(codedOf(ratings, sizes), Int32Array.from(gold));
    expectOutcome(found.value, expected.value);
    expectOutcome(found.seIid, expected.seIid);
    expectOutcome(found.seItem, expected.seItem);
    expectOutcome(found.seRater, expected.seRater);
    expectOutcome(found.seTwoWay, expected.seTwoWay);
    for (const which of ['item', 'rater', 'twoWay'] as const) {
      const interval = found.intervals[which];
      const ends = isUndefined(interval) ? null : [interval.low, interval.high];
      if (ends === null || expected.intervals[which] === null) expect(ends).toBe(expected.intervals[which]);
      else ends.forEach((end, index) => expectClose(end, expected.intervals[which]![index]!, 1e-11));
    }
  },
);

it('says why there is no accuracy, and no error with one item or one rater', () => {
  const sizes = { items: 1, raters: 1, categories: 2 };
  const unknown = ratingAccuracy(codedOf([[0, 0, 1]], sizes), Int32Array.of(-1));
  expect(unknown.value).toEqual({ undefinedBecause: 'no item with a gold answer has a rating' });
  const lonely = ratingAccuracy(codedOf([[0, 0, 1]], sizes), Int32Array.of(1));
  expect(lonely.value).toEqual({ value: 1, n: 1 });
  expect(lonely.seItem).toEqual({ undefinedBecause: 'there are fewer than two items' });
  expect(lonely.seRater).toEqual({ undefinedBecause: 'there are fewer than two raters' });
  expect(lonely.seTwoWay).toEqual({ undefinedBecause: 'there are fewer than two items or raters' });
});

it('has no interval where no cluster differs from the others, by errors or by drawing anew', () => {
  const rows: Triples = [0, 1, 2].flatMap((item) => [[item, 0, 0] as const, [item, 1, 0] as const]);
  const ratings = codedOf(rows, { items: 3, raters: 2, categories: 2 });
  const gold = Int32Array.of(0, 0, 0);
  const alike = { undefinedBecause: 'no cluster differs from the others' };
  const { seItem, intervals } = ratingAccuracy(ratings, gold);
  expect(seItem).toEqual({ value: 0, n: 3 });
  expect(intervals).toEqual({ item: alike, rater: alike, twoWay: alike });
  const drawn = bootstrapAccuracy(ratings, gold, { replicates: 50, random: seededRandom('alike') });
  expect(drawn.item).toEqual({ undefinedBecause: 'the figure is the same in every sample' });
});

// By hand: items 0 right, 1 wrong, 2 a tie with the right one, 3 a tie of three without it, 4 not rated, 5 without gold.
it('the accuracy of what was made of ratings counts ties as wrong, or by lot', () => {
  const posteriors = Float64Array.of(1, 0, 0, 0, 1, 0, 0.5, 0.5, 0, 1 / 3, 1 / 3, 1 / 3, 0, 0, 0, 1, 0, 0);
  const gold = Int32Array.of(0, 2, 1, 5, 0, -1);
  expect(aggregateAccuracy(posteriors, 3, gold)).toEqual({
    ties: 2,
    accuracy: { value: 1 / 4, n: 4 },
    accuracySplitTies: { value: 1.5 / 4, n: 4 },
  });
  const none = { undefinedBecause: 'no gold answers were given' };
  expect(aggregateAccuracy(posteriors, 3, undefined)).toMatchObject({ ties: 2, accuracy: none });
});

it.each(cases.filter(({ items }) => items >= 40))('drawing anew agrees with the standard errors', (found) => {
  const { ratings, gold, ...sizes } = found;
  const coded = codedOf(ratings, sizes);
  const right = Int32Array.from(gold);
  const settings = { replicates: 4000, random: seededRandom('errors') };
  const drawn = bootstrapAccuracy(coded, right, settings);
  const errors = ratingAccuracy(coded, right);
  // Drawn errors divide by G, computed ones by G - 1; two ways the pigeonhole bootstrap is somewhat too wide.
  for (const [which, least, most, units] of [
    ['item', 0.95, 1.05, found.items],
    ['rater', 0.9, 1.1, found.raters],
  ] as const) {
    const se = valueOf(which === 'item' ? errors.seItem : errors.seRater);
    const interval = drawn[which];
    if (isUndefined(interval)) throw new Error(interval.undefinedBecause);
    const ratio = interval.se / (se * Math.sqrt((units - 1) / units));
    expect(ratio).toBeGreaterThan(least);
    expect(ratio).toBeLessThan(most);
  }
  const { twoWay } = drawn;
  if (isUndefined(twoWay)) throw new Error(twoWay.undefinedBecause);
  expect(twoWay.se).toBeGreaterThan(0.9 * valueOf(errors.seTwoWay));
});

it('draws the same from the same seed, and an interval around the figure', () => {
  const table = tableOf(Array.from({ length: 30 }, (_, item) => (item % 3 === 0 ? [2, 1] : [3, 0])));
  const draw = (seed: string) =>
    bootstrapItems(table, { agreement: percentAgreement }, { replicates: 500, random: seededRandom(seed) })
      .agreement!;
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  const interval = draw('a');
  if (isUndefined(interval)) throw new Error(interval.undefinedBecause);
  const value = valueOf(percentAgreement(agreementSums(table)));
  expect(interval.low).toBeLessThan(value);
  expect(interval.high).toBeGreaterThan(value);
  // By hand: ten of thirty items at 1/3, twenty at 1: the variance of a mean of thirty is 8/81 / 30.
  expect(interval.se).toBeCloseTo(Math.sqrt(8 / 81 / 30), 2);
});

// By hand: of 0, 1, …, 40 the points at 2.5% and 97.5% are 1 and 39; the variance is (41² - 1) / 12 × 41 / 40.
it('takes points between replicates, and leaves out those without a value', () => {
  const values = Float64Array.from({ length: 42 }, (_, index) => (index === 41 ? Number.NaN : 40 - index));
  expect(intervalOf(values)).toEqual({ low: 1, high: 39, n: 41, se: Math.sqrt((41 * 42) / 12) });
  expect(intervalOf(Float64Array.of(Number.NaN, 1))).toEqual({
    undefinedBecause: 'the figure has a value in fewer than two samples',
  });
});
