import { join } from 'node:path';
import type { FileFacts } from '../../server/datasets/reading/file-facts';
import { inspectFile } from '../../server/datasets/reading/inspect-file';
import { isFailed, type FailedRecord, type SourceRecord } from '../../server/datasets/reading/source-record';
import { readRecords } from '../../server/datasets/reading/read-records';

/** The path of a small file written for these tests. */
export function fixture(name: string): string {
  return join(__dirname, 'fixtures', name);
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

/** What the bytes of a file that can be read tell. */
export async function factsOf(path: string, fileName = path): Promise<FileFacts> {
  const facts = await inspectFile(path, fileName);
  if ('refusal' in facts) throw new Error(facts.refusal);
  return facts;
}

/** What a file's records hold, and which of them could not be read. */
export async function recordsOf(
  path: string,
  fileName = path,
): Promise<{ read: SourceRecord[]; failed: FailedRecord[] }> {
  const records = await collect(readRecords(path, await factsOf(path, fileName)));
  return {
    read: records.filter((record): record is SourceRecord => !isFailed(record)),
    failed: records.filter(isFailed),
  };
}
