import type { CodedRatings } from '../coded-ratings';
import {
  hasConverged,
  leastProbability,
  LogSum,
  normaliseLogs,
  voteShares,
  type Aggregation,
  type SearchLimits,
} from './aggregation';

export const gladLimits: SearchLimits = { maxIterations: 500, tolerance: 1e-8 };

/** Both priors are normal distributions of variance 1 around this. */
const priorMean = 1;
/** Steps of Newton's method in each M-step, and how far one may go. */
const steps = 3;
const longestStep = 1;

export interface Glad extends Aggregation {
  /** How easy each item is: 0 is impossible, large is what everybody gets right. */
  readonly ease: Float64Array;
}

/**
 * GLAD: raters have an ability α, of any sign, and items an ease β above 0. An answer is right with probability
 * 1 / (1 + e^(−αβ)); all wrong answers are equally probable, and so are all categories beforehand.
 *
 * Maximum a posteriori by EM, with priors N(1, 1) on α and on ln β. The M-step has no closed form: some steps of Newton's
 * method for every α, which do not depend on each other while the β stand still, then of Fisher scoring for every ln β.
 * Ends when the logarithm of likelihood times priors grows by no more than the tolerance; that is what is reported as log
 * likelihood.
 *
 * Whitehill, Ruvolo, Wu, Bergsma and Movellan (2009), Whose vote should count more, Advances in Neural Information
 * Processing Systems 22, equations 1 to 4 and section 3.1. A rater's skill is α. Cost for an iteration: about ten passes
 * over the ratings.
 */
export function glad(ratings: CodedRatings, limits = gladLimits): Glad {
  const { items, raters } = ratings;
  const posteriors = voteShares(ratings);
  const parameters = {
    ability: new Float64Array(raters).fill(priorMean),
    logEase: new Float64Array(items).fill(priorMean),
  };
  let likelihood = -Infinity;
  for (let iterations = 1; ; iterations++) {
    if (iterations > 1) maximise(ratings, posteriors, parameters);
    const before = likelihood;
    likelihood = expect(ratings, parameters, posteriors) + logPriors(parameters);
    const converged = hasConverged(before, likelihood, limits);
    if (!converged && iterations < limits.maxIterations) continue;
    const search = { iterations, converged, logLikelihood: likelihood };
    return { posteriors, skills: parameters.ability, ease: parameters.logEase.map(Math.exp), search };
  }
}

interface Parameters {
  readonly ability: Float64Array;
  readonly logEase: Float64Array;
}

function logPriors({ ability, logEase }: Parameters): number {
  const one = (sum: number, value: number): number =>
    sum - ((value - priorMean) ** 2 + Math.log(2 * Math.PI)) / 2;
  return ability.reduce(one, 0) + logEase.reduce(one, 0);
}

function expect(ratings: CodedRatings, { ability, logEase }: Parameters, posteriors: Float64Array): number {
  const { items, categories, offsets, raterOf, categoryOf } = ratings;
  const logOthers = Math.log(Math.max(categories - 1, 1));
  const likelihood = new LogSum();
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    if (first === end) continue;
    const row = item * categories;
    const ease = Math.exp(logEase[item]!);
    let wrong = -Math.log(categories);
    posteriors.fill(0, row, row + categories);
    for (let place = first; place < end; place++) {
      const right = sigmoid(ability[raterOf[place]!]! * ease);
      const logWrong = Math.log(Math.max(1 - right, leastProbability)) - logOthers;
      wrong += logWrong;
      posteriors[row + categoryOf[place]!]! += Math.log(Math.max(right, leastProbability)) - logWrong;
    }
    likelihood.add(wrong);
    normaliseLogs(posteriors, row, categories, likelihood);
  }
  return likelihood.value();
}

function maximise(ratings: CodedRatings, posteriors: Float64Array, { ability, logEase }: Parameters): void {
  const slopes = { ability: new Float64Array(ability.length), logEase: new Float64Array(logEase.length) };
  const curves = { ability: new Float64Array(ability.length), logEase: new Float64Array(logEase.length) };
  for (let step = 0; step < steps; step++) {
    for (const which of ['ability', 'logEase'] as const) {
      derive(ratings, posteriors, {
        parameters: { ability, logEase },
        which,
        slope: slopes[which],
        curve: curves[which],
      });
      const values = which === 'ability' ? ability : logEase;
      values.forEach((value, index) => {
        const slope = slopes[which][index]!;
        // In ln β the curve is steeper than Fisher's information where the slope says so; a full step would go too far.
        const bend = which === 'ability' ? 0 : Math.abs(slope - (priorMean - value));
        const move = slope / (curves[which][index]! + bend);
        values[index] = value + Math.min(Math.max(move, -longestStep), longestStep);
      });
    }
  }
}

interface Derivatives {
  readonly parameters: Parameters;
  readonly which: keyof Parameters;
  /** First derivatives of what is to be made large, and how fast they fall: both are written. */
  readonly slope: Float64Array;
  readonly curve: Float64Array;
}

function derive(
  ratings: CodedRatings,
  posteriors: Float64Array,
  { parameters, which, slope, curve }: Derivatives,
): void {
  const { items, categories, offsets, raterOf, categoryOf } = ratings;
  const { ability, logEase } = parameters;
  const values = parameters[which];
  values.forEach((value, index) => (slope[index] = priorMean - value));
  curve.fill(1);
  for (let item = 0; item < items; item++) {
    const ease = Math.exp(logEase[item]!);
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      const rater = raterOf[place]!;
      const right = sigmoid(ability[rater]! * ease);
      const surprise = posteriors[item * categories + categoryOf[place]!]! - right;
      const factor = which === 'ability' ? ease : ability[rater]! * ease;
      const index = which === 'ability' ? rater : item;
      slope[index]! += surprise * factor;
      curve[index]! += right * (1 - right) * factor * factor;
    }
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
