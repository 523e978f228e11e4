import fc from 'fast-check';
import { benjaminiHochberg } from '../../../server/statistics/comparing/benjamini-hochberg';
import { equivalence, type Equivalence } from '../../../server/statistics/comparing/equivalence';
import { meanDifference } from '../../../server/statistics/comparing/mean-difference';
import { pValueBelowBar } from '../../../server/statistics/comparing/p-value-below-bar';
import { shareDifference } from '../../../server/statistics/comparing/share-difference';
import { isUndefined, type Estimate, type Undefined } from '../../../server/statistics/outcome';
import { wilsonInterval, type Level } from '../../../server/statistics/wilson-interval';
import { expectClose } from '../expect-close';
import { fixtureCases } from '../fixture';

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function defined<T extends object>(outcome: T | Undefined): T {
  if (isUndefined(outcome)) throw new Error(outcome.undefinedBecause);
  return outcome;
}

function expectInterval(actual: Required<Estimate> | Undefined, expected: Interval, tolerance: number): void {
  const { value, low, high } = defined(actual);
  expectClose(value, expected.value, tolerance);
  expectClose(low, expected.low, tolerance);
  expectClose(high, expected.high, tolerance);
}

const shareOf = (successes: number, n: number, level: Level = 0.95): Required<Estimate> => ({
  value: successes / n,
  ...defined(wilsonInterval(successes, n, level)),
  n,
});

const none = { undefinedBecause: 'there is nothing to count' };

describe('adjusted p values', () => {
  it.each(fixtureCases<{ pValues: number[]; expected: number[] }>('benjamini-hochberg'))(
    'equal scipy’s: $pValues',
    ({ pValues, expected }) => {
      const adjusted = benjaminiHochberg(pValues);
      expect(adjusted).toHaveLength(expected.length);
      adjusted.forEach((value, index) => expectClose(value as number, expected[index]!));
    },
  );

  it('leave out what is undefined, in its place', () => {
    expect(benjaminiHochberg([0.01, none, 0.02])).toEqual([0.02, none, 0.02]);
    expect(benjaminiHochberg([none])).toEqual([none]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuse %p', (p) => {
    expect(() => benjaminiHochberg([p])).toThrow(RangeError);
  });
});

describe('the p value of a share below the bar', () => {
  it.each(fixtureCases<{ successes: number; n: number; bar: number; expected: number }>('p-value-below-bar'))(
    'equals scipy’s: $successes of $n, bar $bar',
    ({ successes, n, bar, expected }) => {
      expectClose(pValueBelowBar(successes, n, bar) as number, expected, 1e-10);
    },
  );

  it('is undefined of nothing, and refuses what is no count or no share', () => {
    expect(pValueBelowBar(0, 0, 0.9)).toEqual(none);
    expect(() => pValueBelowBar(2, 1, 0.9)).toThrow(RangeError);
    expect(() => pValueBelowBar(0.5, 1, 0.9)).toThrow(RangeError);
    expect(() => pValueBelowBar(1, 1, 1.1)).toThrow(RangeError);
  });
});

describe('the difference of two shares', () => {
  it.each(
    fixtureCases<{ counts: [number, number, number, number]; level: Level; expected: Interval }>(
      'share-difference',
    ),
  )('equals the independent program: $counts, $level', ({ counts: [k, m, j, n], level, expected }) => {
    expectInterval(shareDifference(shareOf(k, m, level), shareOf(j, n, level)), expected, 1e-10);
  });

  it.each<[[number, number, number, number], string, string]>([
    [[56, 70, 48, 80], '0.0524', '0.3339'],
    [[9, 10, 3, 10], '0.1705', '0.8090'],
    [[5, 56, 0, 29], '-0.0381', '0.1926'],
    [[10, 10, 0, 10], '0.6075', '1.0000'],
  ])('reproduces Newcombe (1998), method 10: %p', ([k, m, j, n], low, high) => {
    const found = defined(shareDifference(shareOf(k, m), shareOf(j, n)));
    expect([found.low.toFixed(4), found.high.toFixed(4)]).toEqual([low, high]);
    expect(found.n).toBe(m + n);
  });

  it('turns round when the shares change places, and stays within −1 and 1', () => {
    const counts = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const one = defined(shareDifference(shareOf(...a), shareOf(...b)));
        const other = defined(shareDifference(shareOf(...b), shareOf(...a)));
        expectClose(one.low, -other.high);
        expect(one.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(one.high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('is undefined when either share is', () => {
    expect(shareDifference(none, shareOf(1, 2))).toEqual(none);
    expect(shareDifference(shareOf(1, 2), none)).toEqual(none);
  });
});

describe('the difference of two means', () => {
  it.each(fixtureCases<{ a: number[]; b: number[]; level: number; expected: Interval }>('mean-difference'))(
    'equals scipy’s: $a.length and $b.length values, $level',
    ({ a, b, level, expected }) => {
      expectInterval(meanDifference(a, b, level), expected, 1e-9);
    },
  );

  it('says why it is undefined', () => {
    const few = { undefinedBecause: 'a side has fewer than two values' };
    expect(meanDifference([1], [1, 2])).toEqual(few);
    expect(meanDifference([1, 2], [])).toEqual(few);
    expect(meanDifference([0.1, 0.1, 0.1], [2, 2])).toEqual({
      undefinedBecause: 'no value differs from the others of its side',
    });
  });
});

describe('equivalence', () => {
  it.each(
    fixtureCases<{
      a: number[];
      b: number[];
      margin: number;
      expected: Equivalence & { side: string | null };
    }>('equivalence'),
  )('is what the two one-sided tests say: $a.length values, margin $margin', ({ a, b, margin, expected }) => {
    const found = defined(equivalence(meanDifference(a, b, 0.9), meanDifference(a, b), margin));
    expect({ ...found, side: found.side ?? null }).toEqual(expected);
  });

  it('counts no end that lies on the margin or on 0', () => {
    const found = equivalence({ low: -0.1, high: 0 }, { low: -0.2, high: 0 }, 0.1);
    expect(found).toEqual({ isEquivalent: false, isDifferent: false, side: undefined });
  });

  it('is undefined when the difference is, and refuses what is no margin', () => {
    const interval = { low: 0, high: 1 };
    expect(equivalence(none, interval, 0.1)).toEqual(none);
    expect(equivalence(interval, none, 0.1)).toEqual(none);
    expect(() => equivalence(interval, interval, 0)).toThrow(RangeError);
  });
});
