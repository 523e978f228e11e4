import { createReadStream } from 'node:fs';
import { readCsvRecords } from '../../datasets/reading/csv/read-csv-records';
import { readLimits } from '../../datasets/reading/read-limits';
import { isFailed, type FailedRecord, type SourceRecord } from '../../datasets/reading/source-record';
import { Invalid } from '../../errors';

/** A file with a name for messages, and the columns wanted of it. */
export interface TableSource {
  readonly path: string;
  readonly columns: readonly string[];
}

/**
 * Reads columns of a CSV or TSV file (by its ending), row by row.
 * @param see gets the values of the wanted columns, in that order, and the line they stand on
 * @throws Invalid naming the file and the line where it cannot be read, has not the columns, or lacks a value
 */
export async function readTable(
  { path, columns }: TableSource,
  see: (values: readonly string[], line: number) => void,
): Promise<void> {
  const reader = readCsvRecords(path.toLowerCase().endsWith('.tsv') ? '\t' : ',', readLimits, false);
  const values = columns.map(() => '');
  const seeAll = (records: (SourceRecord | FailedRecord)[]): void => {
    for (const record of records) {
      if (isFailed(record)) throw new Invalid(`${path}, line ${record.line}: ${record.problem.reason}`);
      columns.forEach((column, index) => (values[index] = valueIn(record, column, path)));
      see(values, record.line);
    }
  };
  try {
    for await (const block of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      seeAll(reader.push(block as Buffer));
    }
  } catch (error) {
    throw isNoFile(error) ? new Invalid(`${path} cannot be read.`, 'Check that the file is there.') : error;
  }
  seeAll(reader.end());
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
