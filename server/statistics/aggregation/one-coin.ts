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

/**
 * The Dawid-Skene model with one number for each rater: how probable it is that an answer is right, whatever the true
 * category; all wrong answers are equally probable. Fewer parameters than the full model, so it can be used with fewer
 * ratings for each rater.
 *
 * Maximum likelihood by EM from the vote shares, as in `dawidSkene`, with the same end. Skill: the mean posterior of the
 * rater's own answers (the M-step for this model; Raykar et al. 2010, Journal of Machine Learning Research 11, 1297–1322,
 * with sensitivity and specificity equal, for any number of categories). Cost for an iteration: ratings.
 */
export function oneCoin(ratings: CodedRatings, limits = usualLimits): Aggregation {
  const posteriors = voteShares(ratings);
  const { parameters, search } = searchFrom<Parameters>(
    posteriors,
    {
      maximise: (from) => maximise(ratings, from),
      expect: (found, to) => expect(ratings, found, to),
    },
    limits,
  );
  return { posteriors, skills: parameters.skills, search };
}

interface Parameters {
  readonly skills: Float64Array;
  readonly prevalence: Float64Array;
}

function maximise(ratings: CodedRatings, posteriors: Float64Array): Parameters {
  const { items, raters, categories, offsets, raterOf, categoryOf } = ratings;
  const skills = new Float64Array(raters);
  const given = new Uint32Array(raters);
  const prevalence = new Float64Array(categories);
  for (let item = 0; item < items; item++) {
    const row = item * categories;
    for (let truth = 0; truth < categories; truth++) prevalence[truth]! += posteriors[row + truth]!;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      skills[raterOf[place]!]! += posteriors[row + categoryOf[place]!]!;
      given[raterOf[place]!]!++;
    }
  }
  const rated = ratedItems(ratings);
  for (let truth = 0; truth < categories; truth++) prevalence[truth]! /= rated;
  for (let rater = 0; rater < raters; rater++) skills[rater]! /= given[rater]!;
  return { skills, prevalence };
}

function expect(ratings: CodedRatings, { skills, prevalence }: Parameters, posteriors: Float64Array): number {
  const { items, categories, offsets, raterOf, categoryOf } = ratings;
  const logWrong = skills.map((skill) => Math.log(within(1 - skill) / Math.max(categories - 1, 1)));
  // What an answer adds to its own category over what it adds to every other.
  const logGain = skills.map((skill, rater) => Math.log(within(skill)) - logWrong[rater]!);
  const logPrevalence = prevalence.map((share) => Math.log(Math.max(share, leastProbability)));
  const likelihood = new LogSum();
  for (let item = 0; item < items; item++) {
    if (offsets[item] === offsets[item + 1]) continue;
    const row = item * categories;
    let wrong = 0;
    for (let truth = 0; truth < categories; truth++) posteriors[row + truth] = logPrevalence[truth]!;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      const rater = raterOf[place]!;
      wrong += logWrong[rater]!;
      posteriors[row + categoryOf[place]!]! += logGain[rater]!;
    }
    likelihood.add(wrong);
    normaliseLogs(posteriors, row, categories, likelihood);
  }
  return likelihood.value();
}

function within(probability: number): number {
  return Math.min(Math.max(probability, leastProbability), 1 - leastProbability);
}
