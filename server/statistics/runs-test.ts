import { undefinedBecause, type Estimate, type Undefined } from './outcome';

/** `value`: how many standard deviations the runs are from what chance gives. */
export interface RunsTest extends Estimate {
  /** How many runs a random order has on average. */
  readonly expected: number;
}

/**
 * The runs test: does a sequence change from one category to another as often as a random order of the same values
 * would?
 *
 * A run is a stretch of equal values. With n values, of which n_i are of category i, S = sum of n_i squared,
 * D = sum of n_i (n - n_i) and T = sum of n_i squared (n - n_i), a random order has 1 + D / n runs on average, with
 * variance (2 n T - D (S + n)) / (n squared (n - 1)); z is the distance from the average in standard deviations. Far above
 * 0: values alternate; far below: they stand in blocks. For n above 20 or so z is nearly normal.
 *
 * Wald and Wolfowitz (1940), Annals of Mathematical Statistics 11(2), pp. 147-162, for two categories; Mood (1940),
 * Annals of Mathematical Statistics 11(4), pp. 367-392, for more. Undefined when fewer than two categories occur, or
 * when every order has the same number of runs. Example: ABABABABABAB has 12 runs, 7 expected, z 3.03. Cost: constant.
 * @param runs how many runs there are
 * @param counts how often each category occurs
 */
export function runsTest(runs: number, counts: readonly number[]): RunsTest | Undefined {
  const n = sum(counts, (count) => count);
  const present = counts.filter((count) => count > 0).length;
  if (!(runs >= present && runs <= n)) throw new RangeError(`${n} values cannot make ${runs} runs`);
  if (present < 2) return undefinedBecause('fewer than two categories occur');
  // Written with differences, so that little is lost where nearly all values are of one category.
  const squares = sum(counts, (count) => count ** 2);
  const unequal = sum(counts, (count) => count * (n - count));
  const weighted = sum(counts, (count) => count ** 2 * (n - count));
  const expected = 1 + unequal / n;
  const variance = (2 * n * weighted - unequal * (squares + n)) / (n ** 2 * (n - 1));
  if (variance === 0) return undefinedBecause('every order of these values has the same number of runs');
  return { value: (runs - expected) / Math.sqrt(variance), expected, n };
}

function sum(counts: readonly number[], term: (count: number) => number): number {
  return counts.reduce((total, count) => total + term(count), 0);
}
