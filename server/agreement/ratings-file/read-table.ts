import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readCsvRecords } from '../../datasets/reading/csv/read-csv-records';
import { readLimits } from '../../datasets/reading/read-limits';
import { unpackGzip } from '../../datasets/reading/unpack-gzip';
import { isFailed, type FailedRecord, type SourceRecord } from '../../datasets/reading/source-record';
import { Invalid } from '../../errors';

/** A file with a name for messages, and the columns wanted of it. */
export interface TableSource {
  readonly path: string;
  /** What the file is called where its path is not what a person knows it by. */
  readonly name?: string | undefined;
  readonly columns: readonly string[];
}

/**
 * Reads columns of a CSV or TSV file (by its ending), also as .gz, row by row.
 * @param see gets the values of the wanted columns, in that order, and the line they stand on
 * @throws Invalid naming the file and the line where it cannot be read, has not the columns, or lacks a value
 */
export async function readTable(
  { path, name = path, columns }: TableSource,
  see: (values: readonly string[], line: number) => void,
): Promise<void> {
  const reader = readCsvRecords(/\.tsv(\.gz)?$/i.test(name) ? '\t' : ',', readLimits, false);
  const values = columns.map(() => '');
  const seeAll = (records: (SourceRecord | FailedRecord)[]): void => {
    for (const record of records) {
      if (isFailed(record)) throw new Invalid(`${name}, line ${record.line}: ${record.problem.reason}`);
      columns.forEach((column, index) => (values[index] = valueIn(record, column, name)));
      see(values, record.line);
    }
  };
  try {
    for await (const block of await blocksOf(path)) seeAll(reader.push(block as Uint8Array));
  } catch (error) {
    throw isNoFile(error) ? new Invalid(`${name} cannot be read.`, 'Check that the file is there.') : error;
  }
  seeAll(reader.end());
}

/** What the file holds: of a .gz file, told by its first bytes, what is packed in it. */
async function blocksOf(path: string): Promise<AsyncIterable<unknown>> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return isPacked ? unpackGzip(path, readLimits) : createReadStream(path, { highWaterMark: 256 * 1024 });
  } finally {
    await file.close();
  }
}

function valueIn({ fields, line }: SourceRecord, column: string, path: string): string {
  if (!Object.hasOwn(fields, column)) {
    const there = Object.keys(fields).map((name) => `"${name}"`);
    throw new Invalid(
      `${path} has no column "${column}".`,
      `Its columns are ${there.join(', ')}: name one of them.`,
    );
  }
  const value = String(fields[column]);
  if (value !== '') return value;
  throw new Invalid(
    `${path}, line ${line}: the column "${column}" is empty.`,
    'A rating that was not given is left out of the file; it is not a category.',
  );
}

function isNoFile(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(String(code));
}
