import { stringify } from 'csv-stringify/sync';
import { agreementWithMajority } from '../../statistics/aggregation/agreement-with-majority';
import { isUndefined } from '../../statistics/outcome';
import { wilsonInterval } from '../../statistics/wilson-interval';
import type { Aggregated } from './rating-figures';
import type { GoldAnswers } from './read-gold';
import type { FileRatings } from './read-ratings';

export type Cell = string | number;

/** What is known of raters, one a row under the names of the columns. */
export interface RaterTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The raters of `raterTable` as a CSV file. */
export function raterLines(
  file: FileRatings,
  aggregated: readonly Aggregated[],
  gold: GoldAnswers | undefined,
): string {
  const { head, rows } = raterTable(file, aggregated, gold);
  return stringify([head, ...rows]);
}

/**
 * The raters: how many ratings each gave, how often these equal the majority of the others (whose own
 * rating left out) and of all, how often gold answers with Wilson's interval, and the skill that each way found. Cells
 * without a value are empty.
 */
export function raterTable(
  file: FileRatings,
  aggregated: readonly Aggregated[],
  gold: GoldAnswers | undefined,
): RaterTable {
  const { ratings, raters } = file;
  const others = agreementWithMajority(ratings, 'own');
  const all = agreementWithMajority(ratings);
  const right = rightOf(file, gold);
  const skilled = aggregated.filter(({ aggregation }) => aggregation.skills);
  const head = [
    ...['rater', 'ratings', 'with_others', 'with_others_n', 'with_majority'],
    ...['gold_accuracy', 'gold_low', 'gold_high', 'gold_n'],
    ...skilled.map(({ aggregator: { key } }) => `${key}_skill`),
  ];
  const rows = raters.map((name, rater): Cell[] => [
    name,
    all.compared[rater]!,
    shown(others.skills[rater]!),
    others.compared[rater]!,
    shown(all.skills[rater]!),
    ...goldCells(right.right[rater]!, right.n[rater]!),
    ...skilled.map(({ aggregation }) => shown(aggregation.skills![rater]!)),
  ]);
  return { head, rows };
}

function rightOf({ ratings }: FileRatings, gold: GoldAnswers | undefined) {
  const { items, raters, offsets, raterOf, categoryOf } = ratings;
  const right = new Uint32Array(raters);
  const n = new Uint32Array(raters);
  for (let item = 0; gold && item < items; item++) {
    const answer = gold.categoryOf[item]!;
    if (answer < 0) continue;
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      n[raterOf[place]!]!++;
      if (categoryOf[place] === answer) right[raterOf[place]!]!++;
    }
  }
  return { right, n };
}

function goldCells(right: number, n: number): Cell[] {
  const interval = wilsonInterval(right, n);
  return isUndefined(interval) ? ['', '', '', 0] : [right / n, interval.low, interval.high, n];
}

function shown(skill: number): Cell {
  return Number.isNaN(skill) ? '' : skill;
}
