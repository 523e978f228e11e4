import type { DatasetFormat } from '../item';
import { errorOf } from '../problem';
import { hasText } from '../parsing/record-fields';

/** The table of occupations beside the winogenerated sentences: rows that nobody can rate. */
export const occupationTable: DatasetFormat = {
  key: 'occupation-table',
  name: 'A table of occupations: not items',
  holds: 'table',
  matches: (record) =>
    hasText(record, 'BLS_original_occupation', 'occupation', 'other_person') &&
    !hasText(record, 'sentence_with_blank'),
  toItem: () => [errorOf('record', 'A row of a table is not an item.')],
};
