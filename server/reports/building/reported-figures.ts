import { type AgreementFigures, labelQuestionOf } from '../../agreement/dataset-agreement';
import {
  type IntervalsByQuestion,
  measureIntervals,
  type QuestionIntervals,
  withInterval,
} from '../../agreement/inference/measure-intervals';
import { firstRatings, type TalliedItem } from '../../agreement/tally';
import type { Outcome } from '../../statistics/outcome';
import type { ReportedFigures, ReportedStudy, ReportSettings } from '../report';

/** Draws the items of every dataset anew, for every question. */
export function drawIntervals(
  { questions }: ReportedStudy,
  datasets: readonly { readonly slug: string; readonly items: readonly TalliedItem[] }[],
  { seed, replicates }: ReportSettings,
): { readonly each: readonly IntervalsByQuestion[]; readonly pooled: IntervalsByQuestion } {
  const drawn = datasets.map(({ slug, items }) => ({
    items: items.map(firstRatings),
    seed: `${seed}: ${slug}`,
  }));
  return measureIntervals(questions, drawn, replicates);
}

/** Figures as files name them, each measure with its interval. */
export function reportedFigures(
  study: ReportedStudy,
  { labelMeasures, questions, ...fixed }: AgreementFigures,
  intervals: IntervalsByQuestion,
): ReportedFigures {
  const asked = labelQuestionOf(study);
  const byQuestion = Object.entries(questions).map(([name, { measures, ...found }]) => {
    const own = intervals[name] ?? {};
    const mean = found.scale === 'ordinal' && own.mean ? { meanInterval: own.mean } : {};
    return [name, { ...found, ...mean, ...each(measures, own) }];
  });
  return {
    ...fixed,
    ...each(labelMeasures, asked ? (intervals[asked.question.name] ?? {}) : {}),
    ...(Object.fromEntries(byQuestion) as Record<string, unknown>),
  };
}

function each(
  measures: Readonly<Record<string, Outcome>>,
  intervals: QuestionIntervals,
): Record<string, Outcome> {
  return Object.fromEntries(
    Object.entries(measures).map(([key, outcome]) => [key, withInterval(outcome, intervals[key])]),
  );
}
