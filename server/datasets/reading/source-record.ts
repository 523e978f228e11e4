import type { Problem } from '../problem';

interface RecordPlace {
  /**
   * The line it starts on, from 1. No two records of a file have the same: of several on one line, as in JSON without
   * line ends, each counts as one line more.
   */
  readonly line: number;
  /** Where it starts, in the unpacked bytes. */
  readonly byteOffset: number;
  /** As it stands in the file; of what is too long or not text, the beginning as far as it can be shown. */
  readonly text: string;
}

/** One record of a dataset file as it was read, before any format has looked at it. */
export interface SourceRecord extends RecordPlace {
  readonly fields: RecordFields;
  /** What was noticed without keeping the record from being read. */
  readonly warnings: readonly Problem[];
}

/** A record that could not be read, and why. */
export interface FailedRecord extends RecordPlace {
  readonly problem: Problem;
}

export type RecordFields = Readonly<Record<string, unknown>>;

export function isFailed(record: SourceRecord | FailedRecord): record is FailedRecord {
  return 'problem' in record;
}
