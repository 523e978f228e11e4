import type { CodedRatings } from '../coded-ratings';

/** What a way of putting ratings together makes of them. */
export interface Aggregation {
  /** Row by row, `posteriors[item * categories + category]`; a row sums to 1, or to 0 for an item without ratings. */
  readonly posteriors: Float64Array;
  /** One figure for each rater; what it says is said where it is computed. Of raters without ratings it says nothing. */
  readonly skills: Float64Array;
  /** How the search for the most likely parameters ended; absent where nothing is searched. */
  readonly search?: Search;
}

export interface Search {
  readonly iterations: number;
  /** Whether it ended because nothing changed any more, and not because it had gone on for long enough. */
  readonly converged: boolean;
  /** The logarithm of how probable the ratings are under the parameters at the end. */
  readonly logLikelihood: number;
}

/** When a search ends. */
export interface SearchLimits {
  readonly maxIterations: number;
  /** The search has converged when the log likelihood grows by no more than this part of its size. */
  readonly tolerance: number;
}

export const usualLimits: SearchLimits = { maxIterations: 1000, tolerance: 1e-12 };

/** Less than this is no probability: what was never seen is not impossible. */
export const leastProbability = 1e-10;

/** The share of each category among the ratings of each item: where every search starts. */
export function voteShares({ items, categories, offsets, categoryOf }: CodedRatings): Float64Array {
  const shares = new Float64Array(items * categories);
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    const share = 1 / (end - first);
    for (let place = first; place < end; place++) shares[item * categories + categoryOf[place]!]! += share;
  }
  return shares;
}

/** How many items have ratings. */
export function ratedItems({ items, offsets }: CodedRatings): number {
  let rated = 0;
  for (let item = 0; item < items; item++) if (offsets[item + 1]! > offsets[item]!) rated++;
  return rated;
}

/** A logarithm that is added up of logarithms and factors. Factors are multiplied as long as that goes: few logarithms are taken. */
export class LogSum {
  private logarithms = 0;
  private factors = 1;

  add(logarithm: number): void {
    this.logarithms += logarithm;
  }

  /** @param factor from 1 to 1e100 */
  times(factor: number): void {
    this.factors *= factor;
    if (this.factors > 1e200) this.take();
  }

  value(): number {
    this.take();
    return this.logarithms;
  }

  private take(): void {
    this.logarithms += Math.log(this.factors);
    this.factors = 1;
  }
}

/**
 * Turns a row of logarithms into probabilities that sum to 1, in place.
 * @param total to which the logarithm of the sum that was there before is added
 */
export function normaliseLogs(values: Float64Array, start: number, length: number, total: LogSum): void {
  let most = -Infinity;
  for (let k = start; k < start + length; k++) if (values[k]! > most) most = values[k]!;
  let sum = 0;
  for (let k = start; k < start + length; k++) {
    const difference = values[k]! - most;
    sum += values[k] = difference === 0 ? 1 : Math.exp(difference);
  }
  for (let k = start; k < start + length; k++) values[k]! /= sum;
  total.add(most);
  total.times(sum);
}

/** The two steps of an EM search. */
export interface Steps<Parameters> {
  /** The most likely parameters, given the posteriors. */
  readonly maximise: (posteriors: Float64Array) => Parameters;
  /** Writes the posteriors, given the parameters. @returns the log likelihood of the ratings */
  readonly expect: (parameters: Parameters, posteriors: Float64Array) => number;
}

/**
 * Searches for the most likely parameters by EM: the two steps in turn, until the log likelihood stops growing or the
 * limit is reached. Dempster, Laird and Rubin (1977), Journal of the Royal Statistical Society B 39(1): it never falls.
 * @param posteriors where to start; overwritten
 */
export function searchFrom<Parameters>(
  posteriors: Float64Array,
  { maximise, expect }: Steps<Parameters>,
  limits: SearchLimits,
): { parameters: Parameters; search: Search } {
  let likelihood = -Infinity;
  for (let iterations = 1; ; iterations++) {
    const parameters = maximise(posteriors);
    const before = likelihood;
    likelihood = expect(parameters, posteriors);
    const converged = hasConverged(before, likelihood, limits);
    if (!converged && iterations < limits.maxIterations) continue;
    return { parameters, search: { iterations, converged, logLikelihood: likelihood } };
  }
}

/** Whether a search is done: the likelihood has stopped growing. */
export function hasConverged(before: number, after: number, { tolerance }: SearchLimits): boolean {
  return Math.abs(after - before) <= tolerance * Math.abs(after);
}
