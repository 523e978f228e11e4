import { createReadStream } from 'node:fs';
import { readCsvRecords } from './csv/read-csv-records';
import type { FileFacts } from './file-facts';
import { readJsonLines } from './json/read-json-lines';
import { readJsonList } from './json/read-json-list';
import { readLimits, type ReadLimits } from './read-limits';
import type { RecordReader } from './record-reader';
import type { FailedRecord, SourceRecord } from './source-record';
import { unpackGzip } from './unpack-gzip';

const blockBytes = 256 * 1024;

/** What `import` picks from a folder. */
export function isDatasetFile(fileName: string): boolean {
  return /\.(jsonl|json|csv|tsv)(\.gz)?$/i.test(fileName);
}

/** Streams the records of a file, read as its facts say. */
export async function* readRecords(
  path: string,
  facts: FileFacts,
  limits: ReadLimits = readLimits,
): AsyncGenerator<SourceRecord | FailedRecord> {
  for await (const records of readRecordBlocks(path, facts, limits)) {
    for (const record of records) yield record;
  }
}

/** The same, some hundred at a time: who takes them so waits less often. */
export async function* readRecordBlocks(
  path: string,
  facts: FileFacts,
  limits: ReadLimits = readLimits,
): AsyncGenerator<readonly (SourceRecord | FailedRecord)[]> {
  const reader = readerFor(facts, limits);
  const blocks =
    facts.compression === 'gzip'
      ? unpackGzip(path, limits)
      : (createReadStream(path, { highWaterMark: blockBytes }) as AsyncIterable<Uint8Array>);
  for await (const block of blocks) yield reader.push(block);
  yield reader.end();
}

function readerFor({ syntax, lineEndings }: FileFacts, limits: ReadLimits): RecordReader {
  const endWithCr = lineEndings === 'CR';
  if (syntax === 'json') return readJsonList(limits, endWithCr);
  if (syntax === 'jsonl') return readJsonLines(limits, endWithCr);
  return readCsvRecords(syntax === 'tsv' ? '\t' : ',', limits, endWithCr);
}
