import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../db/database';
import type { Dataset } from '../dataset-store';
import { listItems, type Item } from '../item-store';
import { fitsFilter, type ItemFilter } from './item-filter';
import { findCandidateLine, listCandidates } from './item-search-store';

/** One page of the items that a filter finds. */
export interface FoundItems {
  readonly items: readonly Item[];
  /** On all pages, as far as they were counted. */
  readonly found: number;
  /** Whether there may be more than were counted. */
  readonly isAtLeast: boolean;
  readonly hasMore: boolean;
}

export interface ItemPlace {
  /** The page starts after this line. */
  readonly after: number;
  readonly limit: number;
}

/** Nobody reads on so far, and counting on takes a minute in a dataset of millions. */
const mostCounted = 10_000;

/** Lines looked at in one statement: few enough for raters not to notice it. */
const sliceLines = 500;

/**
 * The items that a filter asks for, in file order. Items are looked at a slice at a time, until the page is full and
 * enough are counted.
 */
export async function searchItems(
  db: Database,
  dataset: Dataset,
  filter: ItemFilter,
  { after, limit }: ItemPlace,
): Promise<FoundItems> {
  if (Object.values(filter).every((asked) => asked === null)) {
    return browseItems(db, dataset, { after, limit });
  }
  let found = 0;
  for await (const before of slices(db, dataset, filter, { from: 1, to: after + 1 })) {
    found += before.length;
    if (found >= mostCounted) break;
  }
  const items: Item[] = [];
  for await (const slice of slices(db, dataset, filter, { from: after + 1, to: Infinity })) {
    found += slice.length;
    items.push(...slice.slice(0, limit + 1 - items.length));
    if (items.length > limit && found >= mostCounted) break;
  }
  const isAtLeast = found >= mostCounted;
  return { items: items.slice(0, limit), found, isAtLeast, hasMore: items.length > limit };
}

async function browseItems(
  db: Database,
  { id, itemCount }: Dataset,
  { after, limit }: ItemPlace,
): Promise<FoundItems> {
  const items = await listItems(db, id, { afterLine: after, limit: limit + 1 });
  return { items: items.slice(0, limit), found: itemCount, isAtLeast: false, hasMore: items.length > limit };
}

/** Every item between two lines that fits, a few at a time. */
async function* slices(
  db: Database,
  dataset: Dataset,
  filter: ItemFilter,
  { from, to }: { from: number; to: number },
): AsyncGenerator<Item[]> {
  for (let first: number | undefined = from; ;) {
    first = await findCandidateLine(db, dataset, filter, first);
    if (first === undefined || first >= to) return;
    const end: number = Math.min(first + sliceLines, to);
    const candidates = await listCandidates(db, dataset, filter, { from: first, to: end });
    yield candidates.filter((item) => fitsFilter(item, filter));
    first = end;
    await setImmediate();
  }
}
