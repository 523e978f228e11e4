import { formats } from '../../formats';
import type { NewItem } from '../../item';
import type { PlacedProblem, Problem, ProblemKind } from '../../problem';
import { mapFields, type FieldMapping } from '../../reading/field-mapping';
import { excerptOf } from '../../reading/text-bytes';
import {
  isFailed,
  type FailedRecord,
  type RecordFields,
  type SourceRecord,
} from '../../reading/source-record';
import { escapeInvisible } from '../escape-invisible';

/** How the records of a file become items. */
export interface ItemReading {
  /** The key of the format; null when none knows the file. */
  readonly format: string | null;
  readonly mapping: FieldMapping | null;
}

/** What came of one record: an item, or errors that say why not, or neither for a row of a table. */
export interface ReadItem {
  readonly item: NewItem | undefined;
  readonly problems: readonly PlacedProblem[];
  /** The record under our names of its fields; none when it could not be read. */
  readonly fields: RecordFields;
}

const unknownFields: Problem = {
  kind: 'field',
  severity: 'error',
  reason: 'No format of ours has these fields.',
};

export function itemReader({
  format: key,
  mapping,
}: ItemReading): (record: SourceRecord | FailedRecord) => ReadItem {
  const format = formats.find((candidate) => candidate.key === key);
  const toItem = (fields: RecordFields): NewItem | Problem[] | undefined => {
    if (!format) return [unknownFields];
    if (format.holds === 'table') return undefined;
    return format.toItem(fields);
  };
  return (record) => {
    if (isFailed(record)) return { item: undefined, problems: placed(record, [record.problem]), fields: {} };
    const fields = mapping ? mapFields(record.fields, mapping) : record.fields;
    const read = toItem(fields);
    const errors = Array.isArray(read) ? read : [];
    const item = Array.isArray(read) ? undefined : read;
    const found = [...errors, ...(item?.warnings ?? []), ...record.warnings];
    return {
      item,
      problems: found.length === 0 ? noProblems : placed(record, found),
      fields,
    };
  };
}

const noProblems: readonly PlacedProblem[] = [];

/** One problem of each kind: what else is wrong in the same way joins its words. */
function placed(
  { line, byteOffset, text }: Pick<SourceRecord, 'line' | 'byteOffset' | 'text'>,
  problems: readonly Problem[],
): PlacedProblem[] {
  const byKind = new Map<ProblemKind, PlacedProblem>();
  for (const problem of problems) {
    const reason = escapeInvisible(problem.reason);
    const first = byKind.get(problem.kind);
    byKind.set(
      problem.kind,
      first
        ? { ...first, reason: `${first.reason} ${reason}` }
        : { ...problem, reason, line, byteOffset, excerpt: excerptOf(text) },
    );
  }
  return [...byKind.values()];
}
