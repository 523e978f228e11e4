const mebibyte = 1024 * 1024;

/** What is read at most, so that no file can take the memory or the hours of everyone. */
export interface ReadLimits {
  /** Of one record: a line, a CSV row, or an element of a JSON list. */
  readonly recordBytes: number;
  /** Brackets within brackets in JSON; the record itself is the first. */
  readonly depth: number;
  readonly columns: number;
  /** Of what a gzip file holds, whatever its size. */
  readonly unpackedBytes: number;
  /** How many times its own size a gzip file may hold ... */
  readonly unpackedTimes: number;
  /** ... once it holds more than this. */
  readonly unpackedFreely: number;
}

export const readLimits: ReadLimits = {
  recordBytes: mebibyte,
  depth: 16,
  columns: 1000,
  unpackedBytes: 8 * 1024 * mebibyte,
  unpackedTimes: 200,
  unpackedFreely: 64 * mebibyte,
};
