import { readItemRow } from '../exporting/read-item-row';
import type { DatasetFormat } from '../item';

/** Items with choices as Assay itself exports them, as JSON Lines or CSV. */
export const assayItems: DatasetFormat = {
  key: 'assay-items',
  name: 'Items exported from Assay',
  holds: 'choice',
  matches: (record) => {
    const item = readItemRow(record);
    return !Array.isArray(item) && item.choices.length > 0;
  },
  toItem: (record) => {
    const item = readItemRow(record);
    if (Array.isArray(item) || item.choices.length >= 2) return item;
    return [{ kind: 'field', severity: 'error', reason: 'content has fewer than 2 choices.' }];
  },
};
