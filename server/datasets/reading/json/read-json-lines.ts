import type { RecordReader } from '../record-reader';
import type { ReadLimits } from '../read-limits';
import { createLineSplitter, type Line, type UnreadableLine } from '../read-lines';
import type { FailedRecord, SourceRecord } from '../source-record';
import { jsonRecord } from './json-record';

/** Reads JSON Lines: one object a line. Blank lines are not records. */
export function readJsonLines(limits: ReadLimits, endWithCr: boolean): RecordReader {
  const splitter = createLineSplitter({ maxBytes: limits.recordBytes, endWithCr });
  return {
    push: (block) => recordsOf(splitter.push(block), limits),
    end: () => recordsOf(splitter.end(), limits),
  };
}

function recordsOf(
  lines: readonly (Line | UnreadableLine)[],
  limits: ReadLimits,
): (SourceRecord | FailedRecord)[] {
  const records: (SourceRecord | FailedRecord)[] = [];
  for (const line of lines) {
    const { number, byteOffset, text } = line;
    if ('problem' in line) records.push({ line: number, byteOffset, text, problem: line.problem });
    else if (text.trim() !== '') {
      const isLast = line.ending === '';
      records.push(jsonRecord({ line: number, byteOffset, text, noun: 'line', isLast }, limits));
    }
  }
  return records;
}
