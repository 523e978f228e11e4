import type { CodedRatings } from '../coded-ratings';
import {
  leastProbability,
  LogSum,
  normaliseLogs,
  ratedItems,
  searchFrom,
  usualLimits,
  voteShares,
  type Aggregation,
} from './aggregation';

/** The parameters at the end of the search. */
export interface DawidSkene extends Aggregation {
  /** How frequent each category is among items. */
  readonly prevalence: Float64Array;
  /** `errors[(rater * categories + given) * categories + true]`: how probable the answer given is where another is true. */
  readonly errors: Float64Array;
}

/**
 * Dawid and Skene's model: every rater has a probability of giving each answer for each true category, items have one
 * true category each, and given it raters answer independently of each other.
 *
 * Maximum likelihood by EM: from the posteriors of the true categories (at first the vote shares) the prevalence and the
 * error rates, from these the posteriors, and again, until the observed-data log likelihood grows by no more than the
 * tolerance. It is computed with logarithms, so that any number of ratings of an item is possible. Probabilities below
 * 1e-10 are raised to it.
 *
 * Dawid and Skene (1979), Applied Statistics 28(1), 20–28, equations 2.3 to 2.5; the likelihood is their equation 2.7
 * summed over true categories. More likely is not more accurate: with few ratings for each rater the model can be led
 * astray. A rater's skill is the expected share of right answers: over true categories, prevalence times the chance of
 * the right answer. Cost for an iteration: ratings × categories.
 */
export function dawidSkene(ratings: CodedRatings, limits = usualLimits): DawidSkene {
  const posteriors = voteShares(ratings);
  const plan = planOf(ratings);
  const { parameters, search } = searchFrom<Parameters>(
    posteriors,
    {
      maximise: (from) => maximise(ratings, plan, from),
      expect: (_found, to) => expect(ratings, plan, to),
    },
    limits,
  );
  return { posteriors, ...parameters, skills: skillsOf(ratings, parameters), search };
}

type Parameters = Pick<DawidSkene, 'prevalence' | 'errors'>;

/** What every step needs and nothing changes, and what every step writes anew. */
interface Plan {
  /** How many items have ratings. */
  readonly rated: number;
  /** Where in `errors` the answer of each rating begins. Signed: places are computed with whole numbers, not with doubles. */
  readonly cells: Int32Array;
  readonly parameters: Parameters;
  readonly logErrors: Float64Array;
}

function planOf(ratings: CodedRatings): Plan {
  const { categories, raters } = ratings;
  const errors = new Float64Array(raters * categories * categories);
  return {
    rated: ratedItems(ratings),
    cells: cellsOf(ratings),
    parameters: { prevalence: new Float64Array(categories), errors },
    logErrors: new Float64Array(errors.length),
  };
}

function cellsOf({ categories, raterOf, categoryOf }: CodedRatings): Int32Array {
  const cells = new Int32Array(categoryOf.length);
  for (let place = 0; place < cells.length; place++) {
    cells[place] = (raterOf[place]! * categories + categoryOf[place]!) * categories;
  }
  return cells;
}

function maximise(
  { items, raters, categories, offsets }: CodedRatings,
  { rated, cells, parameters }: Plan,
  posteriors: Float64Array,
): Parameters {
  const { prevalence, errors } = parameters;
  prevalence.fill(0);
  errors.fill(0);
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    const row = item * categories;
    for (let truth = 0; truth < categories; truth++) prevalence[truth]! += posteriors[row + truth]!;
    // Two true categories at a time: the place of an answer is looked up once for both.
    for (let truth = 0; truth + 1 < categories; truth += 2) {
      const one = posteriors[row + truth]!;
      const other = posteriors[row + truth + 1]!;
      for (let place = first; place < end; place++) {
        const cell = cells[place]! + truth;
        errors[cell]! += one;
        errors[cell + 1]! += other;
      }
    }
    if (categories % 2 === 0) continue;
    const last = categories - 1;
    for (let place = first; place < end; place++) errors[cells[place]! + last]! += posteriors[row + last]!;
  }
  for (let truth = 0; truth < categories; truth++) prevalence[truth]! /= rated;
  for (let rater = 0; rater < raters; rater++) shareOut(errors, rater * categories * categories, categories);
  return parameters;
}

/** Makes the answers for each true category sum to 1, but for those that are raised; equal where nothing is known. */
function shareOut(errors: Float64Array, start: number, categories: number): void {
  for (let truth = 0; truth < categories; truth++) {
    let sum = 0;
    for (let given = 0; given < categories; given++) sum += errors[start + given * categories + truth]!;
    for (let given = 0; given < categories; given++) {
      const cell = start + given * categories + truth;
      errors[cell] = sum === 0 ? 1 / categories : Math.max(errors[cell]! / sum, leastProbability);
    }
  }
}

/** Writes the posteriors. @returns the log likelihood of the ratings under the parameters */
function expect(
  { items, categories, offsets }: CodedRatings,
  { cells, parameters: { prevalence, errors }, logErrors }: Plan,
  posteriors: Float64Array,
): number {
  for (let cell = 0; cell < errors.length; cell++) logErrors[cell] = Math.log(errors[cell]!);
  const logPrevalence = prevalence.map((share) => Math.log(Math.max(share, leastProbability)));
  const likelihood = new LogSum();
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    if (first === end) continue;
    const row = item * categories;
    for (let truth = 0; truth + 1 < categories; truth += 2) {
      let one = logPrevalence[truth]!;
      let other = logPrevalence[truth + 1]!;
      for (let place = first; place < end; place++) {
        const cell = cells[place]! + truth;
        one += logErrors[cell]!;
        other += logErrors[cell + 1]!;
      }
      posteriors[row + truth] = one;
      posteriors[row + truth + 1] = other;
    }
    if (categories % 2 === 1) {
      const last = categories - 1;
      let logarithm = logPrevalence[last]!;
      for (let place = first; place < end; place++) logarithm += logErrors[cells[place]! + last]!;
      posteriors[row + last] = logarithm;
    }
    normaliseLogs(posteriors, row, categories, likelihood);
  }
  return likelihood.value();
}

function skillsOf({ raters, categories }: CodedRatings, { prevalence, errors }: Parameters): Float64Array {
  const skills = new Float64Array(raters);
  for (let rater = 0; rater < raters; rater++) {
    for (let truth = 0; truth < categories; truth++) {
      skills[rater]! += prevalence[truth]! * errors[(rater * categories + truth) * categories + truth]!;
    }
  }
  return skills;
}
