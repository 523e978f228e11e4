import { type AgreementFigures, labelQuestionOf } from '../../agreement/dataset-agreement';
import {
  type ItemInterval,
  measureIntervals,
  type Resampling,
  withInterval,
} from '../../agreement/inference/measure-intervals';
import { firstRatings, type TalliedItem } from '../../agreement/tally';
import type { Outcome } from '../../statistics/outcome';
import type { ReportedFigures, ReportedStudy } from '../report';

interface FoundFigures {
  readonly figures: AgreementFigures;
  readonly items: readonly TalliedItem[];
}

/** Figures as files name them, each measure with its interval. */
export function withIntervals(
  study: ReportedStudy,
  { figures, items }: FoundFigures,
  resampling: Resampling,
): ReportedFigures {
  const { labelMeasures, questions, ...fixed } = figures;
  const first = items.map(firstRatings);
  const asked = labelQuestionOf(study);
  const ofLabel = asked ? measureIntervals(asked.question, first, resampling) : {};
  const byQuestion = Object.entries(questions).map(([name, { measures, ...found }]) => {
    const question = study.questions.find((one) => one.name === name)!;
    const intervals = measureIntervals(question, first, resampling);
    const mean = found.scale === 'ordinal' ? { meanInterval: intervals.mean! } : {};
    return [name, { ...found, ...mean, ...each(measures, intervals) }];
  });
  return {
    ...fixed,
    ...each(labelMeasures, ofLabel),
    ...(Object.fromEntries(byQuestion) as Record<string, unknown>),
  };
}

function each(
  measures: Readonly<Record<string, Outcome>>,
  intervals: Readonly<Record<string, ItemInterval>>,
): Record<string, Outcome> {
  return Object.fromEntries(
    Object.entries(measures).map(([key, outcome]) => [key, withInterval(outcome, intervals[key])]),
  );
}
