export type Syntax = 'jsonl' | 'json' | 'csv' | 'tsv';

/** What the first bytes of a file tell, and how it is therefore read. */
export interface FileFacts {
  readonly compression: 'none' | 'gzip';
  readonly syntax: Syntax;
  /** Whether it starts with a UTF-8 byte order mark, which is dropped. */
  readonly hasMark: boolean;
  /** How its first lines end. */
  readonly lineEndings: 'LF' | 'CRLF' | 'CR' | 'none';
  /** How much a gzip file holds: progress is measured against it. */
  readonly unpackedBytes?: number;
  /** What a person should know before going on, such as a name that says one syntax over bytes that are another. */
  readonly notes: readonly string[];
}

/** A file that cannot be read at all, and why: UTF-16, a damaged or hostile gzip, no bytes. */
export interface UnreadableFile {
  readonly refusal: string;
}
