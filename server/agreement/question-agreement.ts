import type { Question } from '../questions/question';
import { mean } from '../statistics/mean';
import { isUndefined, type Outcome, type Undefined } from '../statistics/outcome';
import { standardDeviation } from '../statistics/standard-deviation';
import { ratingShare, type Share } from './label-agreement';
import { measureAll } from './measures';
import { ratingTable, votesOf } from './rating-table';
import type { TalliedItem } from './tally';

/** A single number, or why there is none. */
export type Figure = number | Undefined;

/** How often each value occurred; the keys are the values as text. */
export type Histogram = Readonly<Record<string, number>>;

interface Counted {
  readonly histogram: Histogram;
  /** The sum of the histogram. */
  readonly n: number;
  readonly measures: Readonly<Record<string, Outcome>>;
}

/** Of an ordinal question: the histogram counts single ratings by value. */
export interface OrdinalFigures extends Counted {
  readonly scale: 'ordinal';
  readonly mean: Figure;
  readonly sd: Figure;
}

/** Of a yes/no question: the histogram counts items with all their ratings by how many of the raters said yes. */
export interface BooleanFigures extends Counted {
  readonly scale: 'boolean';
  /** The share of single ratings that said yes. */
  readonly share: Share;
}

/** Of a question with unordered choices: the histogram counts single ratings by value. */
export interface NominalFigures extends Counted {
  readonly scale: 'nominal';
}

export type QuestionFigures = OrdinalFigures | BooleanFigures | NominalFigures;

/**
 * Everything reported of a question other than the one about the label.
 * @param items without the ratings that an item rule asked for
 */
export function questionFigures(
  question: Question,
  items: readonly TalliedItem[],
  overlap: number,
): QuestionFigures {
  const table = ratingTable(question, items);
  const measures = measureAll(table, question.scale);
  const counts = table.categories.map((_, column) =>
    columnSum(table.counts, column, table.categories.length),
  );
  const n = sum(counts);
  const histogram = asHistogram(table.categories, counts);
  if (question.scale === 'nominal') return { scale: 'nominal', histogram, n, measures };
  if (question.scale === 'boolean')
    return { scale: 'boolean', ...yesFigures(question, items, overlap), measures };
  const values = table.categories.flatMap((category, index) =>
    new Array<number>(counts[index] ?? 0).fill(+category),
  );
  return {
    scale: 'ordinal',
    mean: figure(mean(values)),
    sd: figure(standardDeviation(values)),
    n,
    histogram,
    measures,
  };
}

/** The number alone, for figures whose n stands beside them. */
export function figure(outcome: Outcome): Figure {
  return isUndefined(outcome) ? outcome : outcome.value;
}

function yesFigures(
  question: Question,
  items: readonly TalliedItem[],
  overlap: number,
): Omit<BooleanFigures, 'scale' | 'measures'> {
  const yesVotes = (item: TalliedItem): number => votesOf(item, question.name, ['yes'])[0] ?? 0;
  const rated = items.filter((item) => item.ratings >= overlap);
  const byCount = Array.from(
    { length: overlap + 1 },
    (_, yes) => rated.filter((item) => yesVotes(item) === yes).length,
  );
  return {
    histogram: asHistogram(
      byCount.map((_, yes) => String(yes)),
      byCount,
    ),
    n: rated.length,
    share: ratingShare(
      items.map((item) => ({ successes: yesVotes(item), n: item.ratings })),
      'there are no ratings',
    ),
  };
}

function columnSum(counts: Uint32Array, column: number, width: number): number {
  let total = 0;
  for (let cell = column; cell < counts.length; cell += width) total += counts[cell]!;
  return total;
}

function asHistogram(values: readonly string[], counts: readonly number[]): Histogram {
  return Object.fromEntries(values.map((value, index) => [value, counts[index] ?? 0]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
