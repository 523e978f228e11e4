import type { CodedRatings } from '../coded-ratings';
import { digamma } from '../digamma';
import { hasConverged, LogSum, normaliseLogs, type Aggregation, type SearchLimits } from './aggregation';

/** As the authors' program: 50 rounds, of which all are done unless nothing changes any more. */
export const maceLimits: SearchLimits = { maxIterations: 50, tolerance: 1e-12 };

/** Counts that every rater starts with: of ratings spammed and not, and of each answer given while spamming. */
const priors = { spamming: 0.5, knowing: 0.5, strategy: 10 };

/**
 * MACE: a rater either knows the right answer and gives it, or spams, that is, gives an answer by habit, whatever is
 * right. Every rater has a chance to know, and habits.
 *
 * Variational Bayes as in the authors' program: in each round the posteriors of the answers and of who was spamming, then
 * the parameters, from expected counts and priors: Beta(0.5, 0.5) for knowing, Dirichlet(10) for habits, each through
 * exp(ψ(·)). All categories are equally probable beforehand. Starts with equal chances for everything, so that it
 * depends neither on chance nor on the order of rows; the authors start several times at random and keep the best.
 *
 * Hovy, Berg-Kirkpatrick, Vaswani and Hovy (2013), Learning whom to trust with MACE, Proceedings of NAACL-HLT, section 3.
 * A rater's skill is the parameter for knowing, as that program reports it: near the chance to know, and lower with
 * fewer ratings. The log likelihood is that of the program, too: under parameters which do not sum to 1, so that it does
 * not always grow. Cost for an iteration: ratings, and categories for each item.
 */
export function mace(ratings: CodedRatings, limits = maceLimits): Aggregation {
  const { items, raters, categories } = ratings;
  const posteriors = new Float64Array(items * categories);
  let parameters: Parameters = {
    spamming: new Float64Array(raters).fill(0.5),
    knowing: new Float64Array(raters).fill(0.5),
    habits: new Float64Array(raters * categories).fill(1 / categories),
  };
  let likelihood = -Infinity;
  for (let iterations = 0; ; iterations++) {
    const before = likelihood;
    const expected = expect(ratings, parameters, posteriors);
    ({ likelihood } = expected);
    const converged = hasConverged(before, likelihood, limits);
    if (converged || iterations >= limits.maxIterations) {
      const search = { iterations, converged, logLikelihood: likelihood };
      return { posteriors, skills: parameters.knowing, search };
    }
    parameters = maximise(ratings, expected);
  }
}

interface Parameters {
  readonly spamming: Float64Array;
  readonly knowing: Float64Array;
  /** `habits[rater * categories + given]`. */
  readonly habits: Float64Array;
}

interface Expected {
  readonly likelihood: number;
  /** How many ratings of each rater were knowing. */
  readonly known: Float64Array;
  /** How many ratings of each rater and category were spamming. */
  readonly spammed: Float64Array;
}

function expect(ratings: CodedRatings, parameters: Parameters, posteriors: Float64Array): Expected {
  const { items, raters, categories, offsets, raterOf, categoryOf } = ratings;
  const { spamming, knowing, habits } = parameters;
  const logSpam = habits.map((habit, cell) => Math.log(spamming[Math.floor(cell / categories)]! * habit));
  // What an answer adds to its own category over what it adds to every other, and how probable it was known if right.
  const knownIfRight = habits.map((habit, cell) => {
    const rater = Math.floor(cell / categories);
    return knowing[rater]! / (spamming[rater]! * habit + knowing[rater]!);
  });
  const logGain = knownIfRight.map((known) => -Math.log(1 - known));
  const known = new Float64Array(raters);
  const spammed = new Float64Array(raters * categories);
  const likelihood = new LogSum();
  for (let item = 0; item < items; item++) {
    const first = offsets[item]!;
    const end = offsets[item + 1]!;
    if (first === end) continue;
    const row = item * categories;
    let spam = -Math.log(categories);
    posteriors.fill(0, row, row + categories);
    for (let place = first; place < end; place++) {
      const cell = raterOf[place]! * categories + categoryOf[place]!;
      spam += logSpam[cell]!;
      posteriors[row + categoryOf[place]!]! += logGain[cell]!;
    }
    likelihood.add(spam);
    normaliseLogs(posteriors, row, categories, likelihood);
    for (let place = first; place < end; place++) {
      const cell = raterOf[place]! * categories + categoryOf[place]!;
      const knew = posteriors[row + categoryOf[place]!]! * knownIfRight[cell]!;
      known[raterOf[place]!]! += knew;
      spammed[cell]! += 1 - knew;
    }
  }
  return { likelihood: likelihood.value(), known, spammed };
}

function maximise({ raters, categories }: CodedRatings, { known, spammed }: Expected): Parameters {
  const spamming = new Float64Array(raters);
  const knowing = new Float64Array(raters);
  const habits = new Float64Array(raters * categories);
  for (let rater = 0; rater < raters; rater++) {
    const row = rater * categories;
    let spams = 0;
    for (let given = row; given < row + categories; given++) spams += spammed[given]!;
    const all = digamma(spams + known[rater]! + priors.spamming + priors.knowing);
    spamming[rater] = Math.exp(digamma(spams + priors.spamming) - all);
    knowing[rater] = Math.exp(digamma(known[rater]! + priors.knowing) - all);
    const allSpams = digamma(spams + categories * priors.strategy);
    for (let given = row; given < row + categories; given++) {
      habits[given] = Math.exp(digamma(spammed[given]! + priors.strategy) - allSpams);
    }
  }
  return { spamming, knowing, habits };
}
