import fc from 'fast-check';
import { isUndefined } from '../../server/statistics/outcome';
import { scoreInterval } from '../../server/statistics/score-interval';
import { wilsonInterval } from '../../server/statistics/wilson-interval';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';

type Interval = { low: number; high: number };

function intervalOf(successes: number, n: number): Interval {
  const interval = wilsonInterval(successes, n);
  if (isUndefined(interval)) throw new Error(interval.undefinedBecause);
  return interval;
}

it.each(fixtureCases<{ successes: number; n: number; expected: Interval }>('wilson-interval'))(
  'equals the independent program: $successes of $n',
  ({ successes, n, expected }) => {
    const { low, high } = intervalOf(successes, n);
    expectClose(low, expected.low);
    expectClose(high, expected.high);
  },
);

it.each([
  [81, 263, '0.2553', '0.3662'],
  [15, 148, '0.0624', '0.1605'],
  [0, 20, '0.0000', '0.1611'],
  [1, 29, '0.0061', '0.1718'],
])('reproduces Newcombe (1998), table I, method 3: %i of %i', (successes, n, low, high) => {
  const interval = intervalOf(successes, n);
  expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low, high]);
});

it('puts the ends as many of their own standard errors away as asked', () => {
  const { low, high } = scoreInterval(7.5, 30.2, 2.5);
  const share = 7.5 / 30.2;
  for (const end of [low, high]) {
    expectClose(Math.abs(share - end) / Math.sqrt((end * (1 - end)) / 30.2), 2.5);
  }
});

it('gives the example of its description', () => {
  const { low, high } = intervalOf(735, 800);
  expect([low.toFixed(6), high.toFixed(6)]).toEqual(['0.897756', '0.935742']);
});

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

it('holds the observed share and stays within 0 and 1', () => {
  fc.assert(
    fc.property(counts, ([successes, n]) => {
      const { low, high } = intervalOf(successes, n);
      const share = successes / n;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeGreaterThan(low);
    }),
  );
});

it('ends exactly at 0 for none of n and exactly at 1 for all of n', () => {
  for (let n = 1; n <= 1000; n++) {
    expect([intervalOf(0, n).low, intervalOf(n, n).high]).toEqual([0, 1]);
  }
});

it('mirrors when successes and failures change places', () => {
  fc.assert(
    fc.property(counts, ([successes, n]) => {
      expectClose(intervalOf(n - successes, n).high, 1 - intervalOf(successes, n).low);
    }),
  );
});

it('says why it is undefined when n is 0', () => {
  expect(wilsonInterval(0, 0)).toEqual({ undefinedBecause: 'there is nothing to count' });
});

it.each([
  [-1, 10],
  [11, 10],
  [Number.NaN, 10],
  [1, Number.NaN],
])('refuses %p of %p', (successes, n) => {
  expect(() => wilsonInterval(successes, n)).toThrow(RangeError);
});
