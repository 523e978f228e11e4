import type { FailedRecord, SourceRecord } from './source-record';

/** Makes records of a file's bytes, block by block. */
export interface RecordReader {
  /** The records that end in this block. */
  push(block: Uint8Array): (SourceRecord | FailedRecord)[];
  /** What is left at the end of the file. */
  end(): (SourceRecord | FailedRecord)[];
}
