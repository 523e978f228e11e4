import type { AgreementSums } from '../agreement-sums';
import { countsOfItem, total, type CountTable } from '../count-table';
import { isUndefined, type Outcome, type Undefined } from '../outcome';
import { type ItemKinds, kindsOfItems, poolKinds, sampleSums } from './item-kinds';
import { intervalOf, type BootstrapInterval, type BootstrapSettings } from './replicates';

/** By a key of the caller's. */
export type Figures = Readonly<Record<string, (sample: AgreementSums) => Outcome>>;
export type FigureIntervals = Readonly<Record<string, BootstrapInterval | Undefined>>;

/**
 * How far figures of agreement would be off with other items: draws as many items as there are, with replacement and
 * with all their ratings, and computes each figure, again and again. The raters stay the same: it says nothing about
 * another crowd.
 *
 * Efron (1979), Annals of Statistics 7(1), 1–26, with items as units. Items without ratings are not drawn. The same seed
 * gives the same samples for every figure. Undefined for a figure that has a value in fewer than two samples. Cost: replicates × (a draw an item, and
 * the figures over the different rows). Memory: replicates × different rows.
 */
export function bootstrapItems(
  table: CountTable,
  figures: Figures,
  { replicates, random }: BootstrapSettings,
): FigureIntervals {
  return bootstrapStrata([{ tables: [table], random }], [figures], replicates).each[0]![0]!;
}

/** Items that are drawn among themselves, such as those of one dataset. */
export interface Stratum {
  /** Of the same items in the same order, one table for each thing that was asked of them. */
  readonly tables: readonly CountTable[];
  /** Numbers in [0, 1) of its own, so that its intervals do not depend on the other strata. */
  readonly random: () => number;
}

/**
 * The same for items of several strata: for each of them, and for all together, whose samples are those of the strata. Items that
 * were drawn from each dataset apart are drawn anew so: Davison and Hinkley (1997), Bootstrap Methods and their Application,
 * section 3.2. An item is drawn with its rows in all tables; those without ratings in any are not drawn. Undefined as above; all
 * together stand on the longest list of categories.
 * @param figures for each table
 */
export function bootstrapStrata(
  strata: readonly Stratum[],
  figures: readonly Figures[],
  replicates: number,
): { readonly each: readonly (readonly FigureIntervals[])[]; readonly pooled: readonly FigureIntervals[] } {
  const kinds = strata.map(({ tables }) => ratedItems(tables).map(kindsOfItems));
  const pools = figures.map((_, table) => poolKinds(kinds.map((ofStratum) => ofStratum[table]!)));
  const pooledWeights = pools.map(({ rows }) => weightsOf(rows, replicates));
  const each = strata.map(({ random }, stratum) => {
    const weights = drawKinds(kinds[stratum]!, replicates, random);
    weights.forEach((ofTable, table) =>
      addWeights(pooledWeights[table]!, ofTable, pools[table]!.places[stratum]!),
    );
    return weights.map((ofTable, table) =>
      intervalsOver(kinds[stratum]![table]!.rows, ofTable, figures[table]!),
    );
  });
  const pooled = () =>
    pools.map(({ rows }, table) => intervalsOver(rows, pooledWeights[table]!, figures[table]!));
  return { each, pooled: strata.length === 1 ? each[0]! : pooled() };
}

/** How often each kind was drawn: sample by sample, `drawn[sample * kinds + kind]`. */
interface Weights {
  readonly kinds: number;
  readonly samples: number;
  readonly drawn: Uint32Array;
}

function weightsOf({ items: kinds }: CountTable, samples: number): Weights {
  return { kinds, samples, drawn: new Uint32Array(samples * kinds) };
}

/** Draws as many items as there are, and counts the kinds that they are of in each table. */
function drawKinds(tables: readonly ItemKinds[], replicates: number, random: () => number): Weights[] {
  const weights = tables.map(({ rows }) => weightsOf(rows, replicates));
  const items = new Uint32Array(tables[0]!.kindOf.length);
  for (let sample = 0; sample < replicates; sample++) {
    drawPlaces(items, random);
    for (let table = 0; table < tables.length; table++) {
      const { kindOf } = tables[table]!;
      const { kinds, drawn } = weights[table]!;
      const from = sample * kinds;
      for (let draw = 0; draw < items.length; draw++) drawn[from + kindOf[items[draw]!]!]!++;
    }
  }
  return weights;
}

/** @param places of each kind among those of all together */
function addWeights(all: Weights, { kinds, samples, drawn }: Weights, places: Uint32Array): void {
  for (let sample = 0; sample < samples; sample++) {
    const [from, to] = [sample * kinds, sample * all.kinds];
    for (let kind = 0; kind < kinds; kind++) all.drawn[to + places[kind]!]! += drawn[from + kind]!;
  }
}

function intervalsOver(
  rows: CountTable,
  { kinds, samples, drawn }: Weights,
  figures: Figures,
): FigureIntervals {
  const sumsOf = sampleSums(rows);
  const wanted = Object.values(figures);
  const values = wanted.map(() => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    const sums = sumsOf(drawn, sample * kinds);
    for (let at = 0; at < wanted.length; at++) {
      const outcome = wanted[at]!(sums);
      values[at]![sample] = isUndefined(outcome) ? Number.NaN : outcome.value;
    }
  }
  return Object.fromEntries(Object.keys(figures).map((key, at) => [key, intervalOf(values[at]!)]));
}

/** Draws with replacement as many places as there are. One random number serves for several: its digits to the base of their number. */
function drawPlaces(places: Uint32Array, random: () => number): void {
  const n = places.length;
  const digits = Math.max(1, Math.floor(digitBits / Math.log2(Math.max(2, n))));
  for (let draw = 0; draw < n;) {
    let rest = random();
    for (const end = Math.min(n, draw + digits); draw < end; draw++) {
      rest *= n;
      const place = Math.floor(rest);
      rest -= place;
      places[draw] = place;
    }
  }
}

/** Of the 53 bits of a random number; those that are left keep every digit as good as equally frequent. */
const digitBits = 30;

/** The tables without the items that have no rating in any of them. */
function ratedItems(tables: readonly CountTable[]): CountTable[] {
  const { items } = tables[0]!;
  const rated = Array.from({ length: items }, (_, item) => item).filter((item) =>
    tables.some((table) => total(countsOfItem(table, item)) > 0),
  );
  if (rated.length === items) return [...tables];
  return tables.map((table) => {
    const width = table.categories.length;
    const counts = new Uint32Array(rated.length * width);
    rated.forEach((item, row) => counts.set(countsOfItem(table, item), row * width));
    return { ...table, items: rated.length, counts };
  });
}
