import fc from 'fast-check';
import { shareDifference } from '../../../server/statistics/comparing/share-difference';
import { isUndefined, type Estimate } from '../../../server/statistics/outcome';
import { wilsonInterval } from '../../../server/statistics/wilson-interval';
import { expectClose } from '../expect-close';
import { fixtureCases } from '../fixture';

type Counted = readonly [successes: number, n: number];

function shareOf([successes, n]: Counted): Required<Estimate> {
  const interval = wilsonInterval(successes, n);
  if (isUndefined(interval)) throw new Error(interval.undefinedBecause);
  return { value: successes / n, ...interval, n };
}

function differenceOf(a: Counted, b: Counted): Required<Estimate> {
  const difference = shareDifference(shareOf(a), shareOf(b));
  if (isUndefined(difference)) throw new Error(difference.undefinedBecause);
  return difference;
}

it.each(fixtureCases<{ a: Counted; b: Counted; expected: Required<Estimate> }>('share-difference'))(
  'equals the independent program: $a and $b',
  ({ a, b, expected }) => {
    const { value, low, high, n } = differenceOf(a, b);
    expectClose(value, expected.value);
    expectClose(low, expected.low);
    expectClose(high, expected.high);
    expect(n).toBe(expected.n);
  },
);

it.each<[Counted, Counted, string, string]>([
  [[56, 70], [48, 80], '0.0524', '0.3339'],
  [[9, 10], [3, 10], '0.1705', '0.8090'],
  [[6, 7], [2, 7], '0.0582', '0.8062'],
  [[5, 56], [0, 29], '-0.0381', '0.1926'],
  [[0, 10], [0, 20], '-0.1611', '0.2775'],
  [[0, 10], [0, 10], '-0.2775', '0.2775'],
  [[10, 10], [0, 20], '0.6791', '1.0000'],
  [[10, 10], [0, 10], '0.6075', '1.0000'],
])('reproduces Newcombe (1998), table II, method 10: %j less %j', (a, b, low, high) => {
  const difference = differenceOf(a, b);
  expect([difference.low.toFixed(4), difference.high.toFixed(4)]).toEqual([low, high]);
});

const counts = fc
  .integer({ min: 1, max: 10_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

it('holds the difference, stays within -1 and 1, and turns when the shares change places', () => {
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const { value, low, high } = differenceOf(a, b);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(high).toBeLessThanOrEqual(1 + 1e-12);
      const turned = differenceOf(b, a);
      expectClose(turned.low, -high);
      expectClose(turned.high, -low);
    }),
  );
});

it('says why it is undefined when a share counts nothing', () => {
  const nothing = { value: 0, low: 0, high: 1, n: 0 };
  const why = { undefinedBecause: 'one of the two shares counts nothing' };
  expect(shareDifference(nothing, shareOf([1, 2]))).toEqual(why);
  expect(shareDifference(shareOf([1, 2]), nothing)).toEqual(why);
});
