import { readItemRow } from '../exporting/read-item-row';
import type { DatasetFormat } from '../item';

/** Sentences with a blank as Assay itself exports them, as JSON Lines or CSV. */
export const assaySentences: DatasetFormat = {
  key: 'assay-sentences',
  name: 'Sentences exported from Assay',
  holds: 'pronoun',
  matches: (record) => {
    const item = readItemRow(record);
    return !Array.isArray(item) && item.choices.length === 0;
  },
  toItem: (record) => {
    const item = readItemRow(record);
    if (Array.isArray(item) || item.choices.length === 0) return item;
    return [{ kind: 'field', severity: 'error', reason: 'content has choices, but a sentence has none.' }];
  },
};
