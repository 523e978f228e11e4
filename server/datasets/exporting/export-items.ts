import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../db/database';
import type { Dataset } from '../dataset-store';
import { listItems } from '../item-store';
import { listQuarantinedLines } from '../lint/lint-decision-store';
import { itemRow, type ItemRow } from './item-row';

const itemsAtOnce = 200;

export interface ItemSelection {
  /** Leaves out what no sample may contain. */
  readonly withoutQuarantined: boolean;
}

/**
 * The items of a dataset in file order. Reads a few at a time and holds no cursor open, so a slow reader neither
 * fills the memory nor stops the raters.
 */
export async function* exportItems(
  db: Database,
  { id }: Pick<Dataset, 'id'>,
  { withoutQuarantined }: ItemSelection,
): AsyncGenerator<ItemRow> {
  const left = new Set(withoutQuarantined ? await listQuarantinedLines(db, id) : []);
  let number = 0;
  for (let afterLine = 0; ;) {
    const items = await listItems(db, id, { afterLine, limit: itemsAtOnce });
    for (const item of items) {
      afterLine = item.line;
      if (!left.has(item.line)) yield itemRow(item, ++number);
    }
    if (items.length < itemsAtOnce) return;
    // Requests that came meanwhile go first, even when whoever reads is always ready for more.
    await setImmediate();
  }
}
