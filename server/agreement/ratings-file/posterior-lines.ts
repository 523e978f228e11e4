import { stringify } from 'csv-stringify/sync';
import { leadingCategories } from '../../statistics/aggregation/aggregate-accuracy';
import type { Aggregated } from './rating-figures';
import type { FileRatings } from './read-ratings';

/** Lines that are written at once. */
const pageSize = 1000;

/**
 * A CSV file of what was made of each item: how many ratings it has, then for each way the answer (empty for a tie) and
 * how probable each category is. Yields some lines at a time.
 */
export function* posteriorLines(
  { ratings, items, categories }: FileRatings,
  aggregated: readonly Aggregated[],
): Generator<string> {
  const columns = aggregated.flatMap(({ aggregator: { key } }) => [
    `${key}_label`,
    ...categories.map((category) => `${key}_p[${category}]`),
  ]);
  yield stringify([['item', 'ratings', ...columns]]);
  let lines: (string | number)[][] = [];
  for (const [item, name] of items.entries()) {
    const count = ratings.offsets[item + 1]! - ratings.offsets[item]!;
    const cells = aggregated.flatMap(({ aggregation: { posteriors } }) => {
      const leading = leadingCategories(posteriors, item, categories.length);
      const label = leading.length === 1 ? categories[leading[0]!]! : '';
      return [label, ...posteriors.subarray(item * categories.length, (item + 1) * categories.length)];
    });
    lines.push([name, count, ...cells]);
    if (lines.length < pageSize) continue;
    yield stringify(lines);
    lines = [];
  }
  if (lines.length > 0) yield stringify(lines);
}
