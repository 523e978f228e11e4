import { undefinedBecause, type Undefined } from '../outcome';

/** What resampling says about a figure. */
export interface BootstrapInterval {
  /** The standard deviation of the figure over samples. */
  readonly se: number;
  /** The 2.5% and 97.5% points of the figure over samples. */
  readonly low: number;
  readonly high: number;
  /** In how many samples the figure had a value. */
  readonly n: number;
}

export interface BootstrapSettings {
  readonly replicates: number;
  /** Numbers in [0, 1), such as `seededRandom` gives. */
  readonly random: () => number;
}

/**
 * The percentile interval of bootstrap replicates: Efron and Tibshirani (1993), An Introduction to the Bootstrap, section
 * 13.3; points between two replicates by linear interpolation (type 7 of Hyndman and Fan 1996). Replicates in which the
 * figure has no value are left out; undefined with fewer than two that have one, and when all are the
 * same: then nothing is known of how samples differ.
 */
export function intervalOf(replicates: Float64Array): BootstrapInterval | Undefined {
  const values = replicates.filter((value) => !Number.isNaN(value)).sort();
  const n = values.length;
  if (n < 2) return undefinedBecause('the figure has a value in fewer than two samples');
  if (values[0] === values[n - 1]) return undefinedBecause('the figure is the same in every sample');
  let sum = 0;
  for (let at = 0; at < n; at++) sum += values[at]!;
  let squares = 0;
  for (let at = 0; at < n; at++) squares += (values[at]! - sum / n) ** 2;
  return { se: Math.sqrt(squares / (n - 1)), low: pointOf(values, 0.025), high: pointOf(values, 0.975), n };
}

function pointOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

/** How often each of some units is drawn when as many are drawn with replacement; written anew. */
export function drawCounts(counts: Uint32Array, random: () => number): Uint32Array {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw++) counts[Math.floor(random() * counts.length)]!++;
  return counts;
}
