import type { Question } from '../../questions/question';
import type { AgreementSums } from '../../statistics/agreement-sums';
import {
  bootstrapStrata,
  type FigureIntervals,
  type Figures,
} from '../../statistics/bootstrap/bootstrap-items';
import { isUndefined, type Outcome, type Undefined, undefinedBecause } from '../../statistics/outcome';
import { seededRandom } from '../../statistics/seeded-random';
import { measures } from '../measures';
import { ratingTable } from '../rating-table';
import type { TalliedItem } from '../tally';

/** The 95% interval of a figure for other items and the same raters. */
export type ItemInterval = { readonly low: number; readonly high: number } | Undefined;

export type QuestionIntervals = Readonly<Record<string, ItemInterval>>;

/** By question. */
export type IntervalsByQuestion = Readonly<Record<string, QuestionIntervals>>;

/** The items of one dataset, and what its samples are drawn from. */
export interface ResampledItems {
  readonly items: readonly TalliedItem[];
  readonly seed: string;
}

/**
 * Intervals of every measure that applies to a question, by its key, and of the mean of an ordinal one: for each dataset, and for all
 * together, whose items are drawn anew within their datasets. An item is drawn with its answers to all questions.
 */
export function measureIntervals(
  questions: readonly Question[],
  datasets: readonly ResampledItems[],
  replicates: number,
): { readonly each: readonly IntervalsByQuestion[]; readonly pooled: IntervalsByQuestion } {
  if (datasets.length === 0) return { each: [], pooled: {} };
  const { each, pooled } = bootstrapStrata(
    datasets.map(({ items, seed }) => ({
      tables: questions.map((question) => ratingTable(question, items)),
      random: seededRandom(seed),
    })),
    questions.map(figuresOf),
    replicates,
  );
  const named = (intervals: readonly FigureIntervals[]): IntervalsByQuestion =>
    Object.fromEntries(questions.map(({ name }, index) => [name, endsOfAll(intervals[index]!)]));
  return { each: each.map(named), pooled: named(pooled) };
}

function figuresOf({ scale }: Question): Figures {
  const options = { scale };
  const applicable = measures
    .filter(({ scales }) => scales.includes(scale))
    .map((measure) => [measure.key, (sums: AgreementSums) => measure.compute(sums, options)] as const);
  return { ...Object.fromEntries(applicable), ...(scale === 'ordinal' && { mean: meanRating }) };
}

function endsOfAll(intervals: Readonly<Record<string, ItemInterval>>): QuestionIntervals {
  return Object.fromEntries(Object.entries(intervals).map(([key, interval]) => [key, endsOf(interval)]));
}

/** The figure with its interval, where both have a value. */
export function withInterval(outcome: Outcome, interval: ItemInterval | undefined): Outcome {
  if (isUndefined(outcome) || !interval || isUndefined(interval)) return outcome;
  const { value, n } = outcome;
  return { value, low: interval.low, high: interval.high, n };
}

function endsOf(interval: ItemInterval): ItemInterval {
  return isUndefined(interval) ? interval : { low: interval.low, high: interval.high };
}

/** The mean of single ratings on a scale whose categories are numbers. */
function meanRating({ categories, ratings }: AgreementSums): Outcome {
  let sum = 0;
  let n = 0;
  for (let category = 0; category < categories.length; category++) {
    sum += ratings[category]! * Number(categories[category]);
    n += ratings[category]!;
  }
  return n === 0 ? undefinedBecause('there are no ratings') : { value: sum / n, n };
}
