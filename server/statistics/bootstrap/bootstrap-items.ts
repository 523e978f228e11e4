import type { CountTable } from '../count-table';
import { isUndefined, type Outcome, type Undefined } from '../outcome';
import { drawCounts, intervalOf, type BootstrapInterval, type BootstrapSettings } from './replicates';

/**
 * How far figures of agreement would be off with other items: draws as many items as there are, with replacement and
 * with all their ratings, and computes each figure, again and again. The raters stay the same: it says nothing about
 * another crowd.
 *
 * Efron (1979), Annals of Statistics 7(1), 1–26, with items as units. Items without ratings are not drawn. The same seed
 * gives the same samples for every figure. Undefined for a figure that has a value in fewer than two samples. Cost: replicates × (table and figures).
 * @param figures by a key of the caller's
 */
export function bootstrapItems<Key extends string>(
  table: CountTable,
  figures: Readonly<Record<Key, (sample: CountTable) => Outcome>>,
  { replicates, random }: BootstrapSettings,
): Record<Key, BootstrapInterval | Undefined> {
  const width = table.categories.length;
  const rated = ratedRows(table);
  const keys = Object.keys(figures) as Key[];
  const values = new Map(keys.map((key) => [key, new Float64Array(replicates)]));
  const draws = new Uint32Array(rated.length);
  const counts = new Uint32Array(rated.length * width);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let place = 0;
    drawCounts(draws, random).forEach((times, index) => {
      const row = rated[index]!;
      for (let time = 0; time < times; time++, place += width) counts.set(row, place);
    });
    const sample = { ...table, items: rated.length, counts };
    for (const key of keys) values.get(key)![replicate] = valueOrNaN(figures[key](sample));
  }
  const intervals = keys.map((key) => [key, intervalOf(values.get(key)!)]);
  return Object.fromEntries(intervals) as Record<Key, BootstrapInterval | Undefined>;
}

function ratedRows({ items, categories, counts }: CountTable): Uint32Array[] {
  const width = categories.length;
  return Array.from({ length: items }, (_, item) => counts.subarray(item * width, (item + 1) * width)).filter(
    (row) => row.some((count) => count > 0),
  );
}

function valueOrNaN(outcome: Outcome): number {
  return isUndefined(outcome) ? Number.NaN : outcome.value;
}
