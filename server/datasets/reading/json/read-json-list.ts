import { errorOf, warningOf, type Problem } from '../../problem';
import type { ReadLimits } from '../read-limits';
import type { RecordReader } from '../record-reader';
import { isFailed, type FailedRecord, type SourceRecord } from '../source-record';
import { decodeText, encodingProblem, shownText, tooLongProblem } from '../text-bytes';
import { jsonRecord } from './json-record';
import { createListSplitter, listFaults, type Element, type ListFault } from './split-json-list';

/** Reads a JSON list of objects, or an object that has one, element by element. */
export function readJsonList(limits: ReadLimits, endWithCr: boolean): RecordReader {
  let records: (SourceRecord | FailedRecord)[] = [];
  let lastLine = 0;
  let warning: Problem | undefined;
  const splitter = createListSplitter(
    { maxBytes: limits.recordBytes, lineEnd: endWithCr ? 13 : 10 },
    (part) => {
      if ('fault' in part && part.fault === 'no comma') {
        warning = warningOf('json', listFaults['no comma']);
        return;
      }
      const line = Math.max(part.line, lastLine + 1);
      const record = 'fault' in part ? faultRecord(part, line) : elementRecord(part, line, limits);
      records.push(
        warning && !isFailed(record) ? { ...record, warnings: [warning, ...record.warnings] } : record,
      );
      lastLine = line;
      warning = undefined;
    },
  );
  const take = (): (SourceRecord | FailedRecord)[] => {
    const taken = records;
    records = [];
    return taken;
  };
  return {
    push: (block) => {
      splitter.push(block);
      return take();
    },
    end: () => {
      splitter.end();
      return take();
    },
  };
}

function faultRecord({ byteOffset, fault }: ListFault, line: number): FailedRecord {
  const kind = fault === 'cut off' ? 'truncated' : 'json';
  return { line, byteOffset, text: '', problem: errorOf(kind, listFaults[fault]) };
}

function elementRecord(
  { byteOffset, bytes, length, isCutOff }: Element,
  line: number,
  limits: ReadLimits,
): SourceRecord | FailedRecord {
  const place = { line, byteOffset };
  if (length > limits.recordBytes) {
    return { ...place, text: shownText(bytes), problem: tooLongProblem('record', limits.recordBytes) };
  }
  const text = decodeText(bytes);
  if (text === undefined) {
    return { ...place, text: shownText(bytes), problem: encodingProblem('record', bytes) };
  }
  return jsonRecord({ ...place, text: text.trimEnd(), noun: 'record', isLast: isCutOff }, limits);
}
