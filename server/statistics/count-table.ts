/**
 * How often each item was given each category: all that agreement between interchangeable raters depends on.
 * Items without ratings may stand in it and change nothing.
 */
export interface CountTable {
  readonly items: number;
  /** The whole scale, in order on ordinal scales, also what nobody chose. */
  readonly categories: readonly string[];
  /**
   * Whether the items have scales of different sizes, of which `categories` is the largest. That matters to
   * statistics that depend on categories nobody chose.
   */
  readonly isMixed?: boolean;
  /** Row by row: `counts[item * categories.length + category]`. */
  readonly counts: Uint32Array;
}

/** The counts of one item, as a view without a copy. */
export function countsOfItem(table: CountTable, item: number): Uint32Array {
  const width = table.categories.length;
  return table.counts.subarray(item * width, (item + 1) * width);
}

/** How many ratings a row of counts holds. */
export function total(counts: Uint32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
