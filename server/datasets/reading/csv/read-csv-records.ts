import { errorOf, type Problem } from '../../problem';
import { characterWarnings } from '../character-warnings';
import type { ReadLimits } from '../read-limits';
import { createLineSplitter } from '../read-lines';
import type { RecordReader } from '../record-reader';
import type { FailedRecord, RecordFields, SourceRecord } from '../source-record';
import { shown } from '../shown-names';
import { createCsvSplitter, type CsvRow } from './split-csv-rows';

/** Reads CSV or TSV whose first row names the columns. When it does not, nothing else can be read. */
export function readCsvRecords(delimiter: ',' | '\t', limits: ReadLimits, endWithCr: boolean): RecordReader {
  const lines = createLineSplitter({ maxBytes: limits.recordBytes, endWithCr });
  const rows = createCsvSplitter(delimiter, limits.recordBytes);
  let header: readonly string[] | undefined;
  let isUnnamed = false;
  const recordsOf = (found: (CsvRow | FailedRecord)[]): (SourceRecord | FailedRecord)[] => {
    const records: (SourceRecord | FailedRecord)[] = [];
    for (const row of found) {
      if (isUnnamed) break;
      if (header) records.push(recordOf(row, header));
      else {
        const fault = headerFault(row, limits);
        if (fault) records.push(fault);
        isUnnamed = fault !== undefined;
        header = 'cells' in row ? row.cells.map((name) => name.trim()) : [];
      }
    }
    return records;
  };
  return {
    push: (block) => recordsOf(rows.push(lines.push(block))),
    end: () => recordsOf([...rows.push(lines.end()), ...rows.end()]),
  };
}

/** Why the first row cannot name the columns. */
function headerFault(row: CsvRow | FailedRecord, limits: ReadLimits): FailedRecord | undefined {
  const problem = isRow(row) ? namesFault(row, limits) : row.problem;
  if (!problem) return undefined;
  const { line, byteOffset, text } = row;
  const reason = `${problem.reason} The first row names the columns, so nothing after it was read.`;
  return { line, byteOffset, text, problem: { ...problem, reason } };
}

function namesFault({ cells }: CsvRow, { columns }: ReadLimits): Problem | undefined {
  if (cells.length > columns) {
    const [found, most] = [cells.length, columns].map((count) => count.toLocaleString('en-US'));
    return errorOf('csv', `The row has ${found} values, and at most ${most} are read.`);
  }
  const names = cells.map((name) => name.trim()).filter((name) => name !== '');
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) {
    return errorOf('csv', `Two columns are named ${shown(repeated)}. Give each a name of its own.`);
  }
  return names.length === 0 ? errorOf('csv', 'No column has a name.') : undefined;
}

function recordOf(row: CsvRow | FailedRecord, header: readonly string[]): SourceRecord | FailedRecord {
  if (!isRow(row)) return row;
  const { line, byteOffset, text, cells } = row;
  const place = { line, byteOffset, text };
  if (cells.length !== header.length) return { ...place, problem: raggedRow(row, header) };
  const fields = fieldsOf(header, cells);
  return { ...place, fields, warnings: text.includes('\0') ? characterWarnings(fields) : none };
}

const none: readonly Problem[] = Object.freeze([]);

function isRow(row: CsvRow | FailedRecord): row is CsvRow {
  return 'cells' in row;
}

/** Values under an empty name are left out. */
function fieldsOf(header: readonly string[], cells: readonly string[]): RecordFields {
  const fields: Record<string, string> = {};
  for (let i = 0; i < header.length; i++) {
    const name = header[i]!;
    if (name === '__proto__') Object.defineProperty(fields, name, { value: cells[i], enumerable: true });
    else if (name !== '') fields[name] = cells[i]!;
  }
  return fields;
}

function raggedRow({ cells, isLast }: CsvRow, header: readonly string[]): Problem {
  if (isLast && cells.length < header.length) {
    return errorOf('truncated', 'The file ends inside of this row: it is cut off. Get the whole file.');
  }
  const counts = `The row has ${cells.length} values, but the first row names ${header.length} columns.`;
  return errorOf('csv', `${counts} A value with a comma, a tab or a line end in it must be in quotes.`);
}
