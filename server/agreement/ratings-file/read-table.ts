import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readCsvRecords } from '../../datasets/reading/csv/read-csv-records';
import { readLimits } from '../../datasets/reading/read-limits';
import { unpackGzip } from '../../datasets/reading/unpack-gzip';
import { isFailed, type FailedRecord, type SourceRecord } from '../../datasets/reading/source-record';
import { Invalid } from '../../errors';

export interface TableFile {
  readonly path: string;
  /** What the file is called where its path is not what a person knows it by. */
  readonly name?: string | undefined;
  /** How many bytes a .gz file may hold; as many as any file we read unless told. */
  readonly mostBytes?: number | undefined;
}

/** A file and the columns wanted of it. */
export interface TableSource extends TableFile {
  readonly columns: readonly string[];
}

/**
 * Reads columns of a CSV or TSV file (by its ending), also as .gz, row by row.
 * @param see gets the values of the wanted columns, in that order, and the line they stand on
 * @throws Invalid naming the file and the line where it cannot be read, has not the columns, or lacks a value
 */
export async function readTable(
  { columns, ...file }: TableSource,
  see: (values: readonly string[], line: number) => void,
): Promise<void> {
  const { name = file.path } = file;
  const values = columns.map(() => '');
  for await (const records of recordsOf(file)) {
    for (const record of records) {
      if (isFailed(record)) throw new Invalid(`${name}, line ${record.line}: ${record.problem.reason}`);
      columns.forEach((column, index) => (values[index] = valueIn(record, column, name)));
      see(values, record.line);
    }
  }
}

/**
 * The names of a file's columns; none when no row follows them.
 * @throws Invalid where the first rows cannot be read
 */
export async function readColumns(file: TableFile): Promise<string[]> {
  for await (const [record] of recordsOf(file)) {
    if (!record) continue;
    if (!isFailed(record)) return Object.keys(record.fields);
    throw new Invalid(`${file.name ?? file.path}, line ${record.line}: ${record.problem.reason}`);
  }
  return [];
}

async function* recordsOf(file: TableFile): AsyncGenerator<(SourceRecord | FailedRecord)[]> {
  const { name = file.path } = file;
  const reader = readCsvRecords(/\.tsv(\.gz)?$/i.test(name) ? '\t' : ',', readLimits, false);
  try {
    for await (const block of await blocksOf(file)) yield reader.push(block as Uint8Array);
  } catch (error) {
    throw isNoFile(error) ? new Invalid(`${name} cannot be read.`, 'Check that the file is there.') : error;
  }
  yield reader.end();
}

/** What the file holds: of a .gz file, told by its first bytes, what is packed in it. */
async function blocksOf({ path, mostBytes }: TableFile): Promise<AsyncIterable<unknown>> {
  const limits = mostBytes === undefined ? readLimits : { ...readLimits, unpackedBytes: mostBytes };
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return isPacked ? unpackGzip(path, limits) : createReadStream(path, { highWaterMark: 256 * 1024 });
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
