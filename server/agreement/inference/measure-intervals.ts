import type { Question } from '../../questions/question';
import { bootstrapItems } from '../../statistics/bootstrap/bootstrap-items';
import type { CountTable } from '../../statistics/count-table';
import { isUndefined, type Outcome, type Undefined, undefinedBecause } from '../../statistics/outcome';
import { seededRandom } from '../../statistics/seeded-random';
import { weightOf } from '../../statistics/count-table';
import { measures } from '../measures';
import { ratingTable } from '../rating-table';
import type { TalliedItem } from '../tally';

/** The 95% interval of a figure for other items and the same raters. */
export type ItemInterval = { readonly low: number; readonly high: number } | Undefined;

/** How often to draw anew, and from which seed. */
export interface Resampling {
  readonly replicates: number;
  readonly seed: string;
}

/** Intervals of every measure that applies to the question, by its key, and of the mean of an ordinal one. */
export function measureIntervals(
  question: Question,
  items: readonly TalliedItem[],
  { replicates, seed }: Resampling,
): Readonly<Record<string, ItemInterval>> {
  const { scale, name } = question;
  const figures = measures
    .filter(({ scales }) => scales.includes(scale))
    .map(({ key, compute }) => [key, (table: CountTable) => compute(table, { scale })] as const);
  const found = bootstrapItems<string>(
    ratingTable(question, items),
    { ...Object.fromEntries(figures), ...(scale === 'ordinal' && { mean: meanRating }) },
    { replicates, random: seededRandom(`${seed}: ${name}`) },
  );
  return Object.fromEntries(Object.entries(found).map(([key, interval]) => [key, endsOf(interval)]));
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
  for (let cell = 0; cell < table.counts.length; cell++) {
    const count = weightOf(table, Math.floor(cell / width)) * table.counts[cell]!;
    sum += count * values[cell % width]!;
    n += count;
  }
  return n === 0 ? undefinedBecause('there are no ratings') : { value: sum / n, n };
}
