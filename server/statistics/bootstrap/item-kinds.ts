import { type AgreementSums, eachPart, emptySums } from '../agreement-sums';
import { countsOfItem, type CountTable } from '../count-table';

/**
 * Items of which each is of one of few kinds: three raters and two answers make four different rows of counts. A sample is then how
 * often each kind was drawn.
 */
export interface ItemKinds {
  /** A row of counts for each kind. */
  readonly rows: CountTable;
  /** By item of the table. Items without ratings are of a kind of their own. */
  readonly kindOf: Uint32Array;
}

export function kindsOfItems(table: CountTable): ItemKinds {
  const found = new FoundKinds(table.categories.length);
  const kindOf = Uint32Array.from({ length: table.items }, (_, item) =>
    found.kindOf(countsOfItem(table, item)),
  );
  return { rows: found.rows(table), kindOf };
}

/** The kinds of all tables on the longest list of categories, and where each table's kinds stand among them. */
export function poolKinds(each: readonly ItemKinds[]): {
  readonly rows: CountTable;
  readonly places: readonly Uint32Array[];
} {
  const tables = each.map(({ rows }) => rows);
  const widest = tables.reduce((most, table) =>
    table.categories.length > most.categories.length ? table : most,
  );
  const width = widest.categories.length;
  const isMixed = tables.some(({ categories, isMixed: mixed }) => mixed || categories.length !== width);
  const found = new FoundKinds(width);
  const places = tables.map((rows) =>
    Uint32Array.from({ length: rows.items }, (_, kind) => found.kindOf(countsOfItem(rows, kind))),
  );
  return { rows: found.rows({ ...widest, isMixed }), places };
}

/** Different rows of counts, numbered as they are met. */
class FoundKinds {
  private readonly places = new Map<string, number>();
  private readonly found: Uint32Array[] = [];

  constructor(private readonly width: number) {}

  /** @param counts of the first categories; the others are zero */
  kindOf(counts: Uint32Array): number {
    const row = new Uint32Array(this.width);
    row.set(counts);
    const key = row.join();
    let place = this.places.get(key);
    if (place === undefined) this.places.set(key, (place = this.found.push(row) - 1));
    return place;
  }

  rows({ categories, isMixed }: Pick<CountTable, 'categories' | 'isMixed'>): CountTable {
    const counts = new Uint32Array(this.found.length * this.width);
    this.found.forEach((row, place) => counts.set(row, place * this.width));
    return { items: this.found.length, categories, ...(isMixed && { isMixed }), counts };
  }
}

/**
 * Makes the sums of samples. What is given back is written anew each time.
 * @returns a function of how often each kind was drawn, which stands in `weights` from a place on
 */
export function sampleSums(rows: CountTable): (weights: Uint32Array, from: number) => AgreementSums {
  const { sums, values } = emptySums(rows);
  const ends = new Uint32Array(rows.items);
  const [at, amounts] = [[] as number[], [] as number[]];
  eachPart(rows, (kind, place, amount) => {
    amounts.push(amount);
    ends[kind] = at.push(place);
  });
  const [places, parts] = [Uint32Array.from(at), Float64Array.from(amounts)];
  // A kind without ratings has no parts.
  for (let kind = 1; kind < ends.length; kind++) ends[kind] = Math.max(ends[kind]!, ends[kind - 1]!);
  return (weights, from) => {
    values.fill(0);
    for (let kind = 0, part = 0; kind < ends.length; kind++) {
      const weight = weights[from + kind]!;
      const end = ends[kind]!;
      if (weight === 0) part = end;
      for (; part < end; part++) values[places[part]!]! += weight * parts[part]!;
    }
    return sums;
  };
}
