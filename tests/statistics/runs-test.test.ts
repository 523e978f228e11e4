import fc from 'fast-check';
import { isUndefined } from '../../server/statistics/outcome';
import { runsTest, type RunsTest } from '../../server/statistics/runs-test';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';

function resultOf(runs: number, counts: readonly number[]): RunsTest {
  const result = runsTest(runs, counts);
  if (isUndefined(result)) throw new Error(result.undefinedBecause);
  return result;
}

interface Case {
  readonly runs: number;
  readonly counts: readonly number[];
  readonly expected: { readonly z: number; readonly expected: number } | null;
}

it.each(fixtureCases<Case>('runs-test'))(
  'equals the independent program: $runs runs of $counts',
  ({ runs, counts, expected }) => {
    if (expected === null) {
      expect(runsTest(runs, counts)).toEqual({ undefinedBecause: expect.stringMatching(/\w+/) as string });
      return;
    }
    const { value, expected: mean, n } = resultOf(runs, counts);
    expectClose(value, expected.z);
    expectClose(mean, expected.expected);
    expect(n).toBe(counts.reduce((sum, count) => sum + count, 0));
  },
);

it('gives the example of its description', () => {
  const { value, expected } = resultOf(12, [6, 6]);
  expect([value.toFixed(2), expected]).toEqual(['3.03', 7]);
});

// Wald and Wolfowitz: 2 n1 n2 / n + 1 runs, variance 2 n1 n2 (2 n1 n2 - n) / (n squared (n - 1)).
it('is the test of Wald and Wolfowitz for two categories, however many values', () => {
  const size = fc.integer({ min: 2, max: 1_000_000 });
  fc.assert(
    fc.property(size, size, (a, b) => {
      const n = a + b;
      const [mean, variance] = [1 + (2 * a * b) / n, (2 * a * b * (2 * a * b - n)) / (n * n * (n - 1))];
      expectClose(resultOf(n, [a, b]).value, (n - mean) / Math.sqrt(variance), 1e-6);
    }),
  );
});

it('does not care which category is which, nor about categories that do not occur', () => {
  const { value, expected } = resultOf(9, [3, 5, 8]);
  const other = resultOf(9, [8, 0, 3, 5]);
  expectClose(other.value, value);
  expectClose(other.expected, expected);
});

it.each([
  [1, [4, 4]],
  [9, [4, 4]],
  [Number.NaN, [4, 4]],
  [0, [4]],
])('refuses %p runs of %p', (runs, counts) => {
  expect(() => runsTest(runs, counts)).toThrow(RangeError);
});
