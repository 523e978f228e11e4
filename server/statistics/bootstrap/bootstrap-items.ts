import { countsOfItem, total, type CountTable } from '../count-table';
import { isUndefined, type Outcome, type Undefined } from '../outcome';
import { intervalOf, type BootstrapInterval, type BootstrapSettings } from './replicates';

type Figures<Key extends string> = Readonly<Record<Key, (sample: CountTable) => Outcome>>;
export type FigureIntervals<Key extends string> = Record<Key, BootstrapInterval | Undefined>;

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
  figures: Figures<Key>,
  { replicates, random }: BootstrapSettings,
): FigureIntervals<Key> {
  return bootstrapStrata([{ table, random }], figures, replicates).each[0]!;
}

/** Items that are drawn among themselves, such as those of one dataset. */
export interface Stratum {
  readonly table: CountTable;
  /** Numbers in [0, 1) of its own, so that its intervals do not depend on the other strata. */
  readonly random: () => number;
}

/**
 * The same for items of several strata: for each of them, and for all together, whose samples are those of the strata. Items that
 * were drawn from each dataset apart are drawn anew so: Davison and Hinkley (1997), Bootstrap Methods and their Application,
 * section 3.2. Undefined as above; all together stand on the longest list of categories.
 */
export function bootstrapStrata<Key extends string>(
  strata: readonly Stratum[],
  figures: Figures<Key>,
  replicates: number,
): { readonly each: FigureIntervals<Key>[]; readonly pooled: FigureIntervals<Key> } {
  const pool = poolKinds(strata.map(({ table }) => table));
  const pooledWeights = new Uint32Array(replicates * pool.kinds.items);
  const each = strata.map(({ table, random }, index) => {
    const { kinds, kindOf } = kindsOfRows(table);
    const weights = new Uint32Array(kinds.items);
    const places = pool.places[index]!;
    return intervalsOver({ ...kinds, weights }, figures, replicates, (replicate) => {
      drawKinds(weights, kindOf, random);
      const row = replicate * pool.kinds.items;
      for (let kind = 0; kind < weights.length; kind++) pooledWeights[row + places[kind]!]! += weights[kind]!;
    });
  });
  if (strata.length === 1) return { each, pooled: each[0]! };
  const weights = new Uint32Array(pool.kinds.items);
  const pooled = intervalsOver({ ...pool.kinds, weights }, figures, replicates, (replicate) => {
    const row = replicate * weights.length;
    weights.set(pooledWeights.subarray(row, row + weights.length));
  });
  return { each, pooled };
}

/** Each figure over samples. @param draw writes the weights of the sample */
function intervalsOver<Key extends string>(
  sample: CountTable,
  figures: Figures<Key>,
  replicates: number,
  draw: (replicate: number) => void,
): FigureIntervals<Key> {
  const keys = Object.keys(figures) as Key[];
  const values = keys.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    draw(replicate);
    for (let at = 0; at < keys.length; at++) {
      const outcome = figures[keys[at]!](sample);
      values[at]![replicate] = isUndefined(outcome) ? Number.NaN : outcome.value;
    }
  }
  return Object.fromEntries(keys.map((key, at) => [key, intervalOf(values[at]!)])) as FigureIntervals<Key>;
}

/** Draws as many items as there are and counts their kinds. One random number serves for several: its digits to the base of their number. */
function drawKinds(weights: Uint32Array, kindOf: Uint32Array, random: () => number): void {
  const n = kindOf.length;
  const digits = Math.max(1, Math.floor(digitBits / Math.log2(Math.max(2, n))));
  weights.fill(0);
  for (let left = n; left > 0;) {
    let rest = random();
    for (let digit = Math.min(digits, left); digit > 0; digit--, left--) {
      rest *= n;
      const place = Math.floor(rest);
      rest -= place;
      weights[kindOf[place]!]!++;
    }
  }
}

/** Of the 53 bits of a random number; those that are left keep every digit as good as equally frequent. */
const digitBits = 30;

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
  return { kinds: tableOf(table, table.categories, rows), kindOf: Uint32Array.from(kindOf) };
}

/** The kinds of all tables on the longest list of categories, and where each table's kinds stand among them. */
function poolKinds(tables: readonly CountTable[]): {
  readonly kinds: CountTable;
  readonly places: readonly Uint32Array[];
} {
  const widest = tables.reduce((most, table) =>
    table.categories.length > most.categories.length ? table : most,
  );
  const width = widest.categories.length;
  const places = new Map<string, number>();
  const rows: Uint32Array[] = [];
  const placed = tables.map((table) => {
    const { kinds } = kindsOfRows(table);
    return Uint32Array.from({ length: kinds.items }, (_, kind) => {
      const row = new Uint32Array(width);
      row.set(countsOfItem(kinds, kind));
      const key = row.join();
      if (!places.has(key)) places.set(key, rows.push(row) - 1);
      return places.get(key)!;
    });
  });
  const isMixed = tables.some(({ categories, isMixed: mixed }) => mixed || categories.length !== width);
  return { kinds: tableOf({ ...widest, isMixed }, widest.categories, rows), places: placed };
}

function tableOf(like: CountTable, categories: readonly string[], rows: readonly Uint32Array[]): CountTable {
  const counts = new Uint32Array(rows.length * categories.length);
  rows.forEach((row, place) => counts.set(row, place * categories.length));
  return { ...like, items: rows.length, categories, counts };
}
