import type { Question } from '../../questions/question';
import { bootstrapStrata } from '../../statistics/bootstrap/bootstrap-items';
import type { CountTable } from '../../statistics/count-table';
import { isUndefined, type Outcome, type Undefined, undefinedBecause } from '../../statistics/outcome';
import { seededRandom } from '../../statistics/seeded-random';
import { weightOf } from '../../statistics/count-table';
import { measures } from '../measures';
import { ratingTable } from '../rating-table';
import type { TalliedItem } from '../tally';

/** The 95% interval of a figure for other items and the same raters. */
export type ItemInterval = { readonly low: number; readonly high: number } | Undefined;

export type QuestionIntervals = Readonly<Record<string, ItemInterval>>;

/** The items of one dataset, and what its samples are drawn from. */
export interface ResampledItems {
  readonly items: readonly TalliedItem[];
  readonly seed: string;
}

/**
 * Intervals of every measure that applies to the question, by its key, and of the mean of an ordinal one: for each dataset, and for all
 * together, whose items are drawn anew within their datasets.
 */
export function measureIntervals(
  question: Question,
  datasets: readonly ResampledItems[],
  replicates: number,
): { readonly each: readonly QuestionIntervals[]; readonly pooled: QuestionIntervals } {
  const { scale, name } = question;
  const options = { scale };
  const figures = measures
    .filter(({ scales }) => scales.includes(scale))
    .map((measure) => [measure.key, (table: CountTable) => measure.compute(table, options)] as const);
  if (datasets.length === 0) return { each: [], pooled: {} };
  const { each, pooled } = bootstrapStrata<string>(
    datasets.map(({ items, seed }) => ({
      table: ratingTable(question, items),
      random: seededRandom(`${seed}: ${name}`),
    })),
    { ...Object.fromEntries(figures), ...(scale === 'ordinal' && { mean: meanRating }) },
    replicates,
  );
  return { each: each.map(endsOfAll), pooled: endsOfAll(pooled) };
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
function meanRating(table: CountTable): Outcome {
  const width = table.categories.length;
  const values = table.categories.map(Number);
  let sum = 0;
  let n = 0;
  for (let item = 0; item < table.items; item++) {
    const weight = weightOf(table, item);
    for (let k = 0; k < width; k++) {
      const count = weight * table.counts[item * width + k]!;
      sum += count * values[k]!;
      n += count;
    }
  }
  return n === 0 ? undefinedBecause('there are no ratings') : { value: sum / n, n };
}
