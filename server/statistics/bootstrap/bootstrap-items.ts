import { countsOfItem, total, type CountTable } from '../count-table';
import { isUndefined, type Outcome, type Undefined } from '../outcome';
import { intervalOf, type BootstrapInterval, type BootstrapSettings } from './replicates';

/**
 * How far figures of agreement would be off with other items: draws as many items as there are, with replacement and
 * with all their ratings, and computes each figure, again and again. The raters stay the same: it says nothing about
 * another crowd.
 *
 * Efron (1979), Annals of Statistics 7(1), 1–26, with items as units. Items without ratings are not drawn. The same seed
 * gives the same samples for every figure. Undefined for a figure that has a value in fewer than two samples. Cost: replicates × (a draw an item, and
 * the figures over the different rows).
 * @param figures by a key of the caller's
 */
export function bootstrapItems<Key extends string>(
  table: CountTable,
  figures: Readonly<Record<Key, (sample: CountTable) => Outcome>>,
  { replicates, random }: BootstrapSettings,
): Record<Key, BootstrapInterval | Undefined> {
  const { kinds, kindOf } = kindsOfRows(table);
  const keys = Object.keys(figures) as Key[];
  const values = new Map(keys.map((key) => [key, new Float64Array(replicates)]));
  const weights = new Uint32Array(kinds.items);
  const sample = { ...kinds, weights };
  for (let replicate = 0; replicate < replicates; replicate++) {
    weights.fill(0);
    for (let draw = 0; draw < kindOf.length; draw++)
      weights[kindOf[Math.floor(random() * kindOf.length)]!]!++;
    for (const key of keys) values.get(key)![replicate] = valueOrNaN(figures[key](sample));
  }
  const intervals = keys.map((key) => [key, intervalOf(values.get(key)!)]);
  return Object.fromEntries(intervals) as Record<Key, BootstrapInterval | Undefined>;
}

/** The different rows of the table, and which of them each rated item has: three raters and two answers make four. */
function kindsOfRows(table: CountTable): { kinds: CountTable; kindOf: Uint32Array } {
  const places = new Map<string, number>();
  const rows: Uint32Array[] = [];
  const kindOf: number[] = [];
  for (let item = 0; item < table.items; item++) {
    const row = countsOfItem(table, item);
    if (total(row) === 0) continue;
    const key = row.join();
    if (!places.has(key)) places.set(key, rows.push(row) - 1);
    kindOf.push(places.get(key)!);
  }
  const counts = new Uint32Array(rows.length * table.categories.length);
  rows.forEach((row, place) => counts.set(row, place * table.categories.length));
  return { kinds: { ...table, items: rows.length, counts }, kindOf: Uint32Array.from(kindOf) };
}

function valueOrNaN(outcome: Outcome): number {
  return isUndefined(outcome) ? Number.NaN : outcome.value;
}
