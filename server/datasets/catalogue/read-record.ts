import type { Context } from '../../context';
import type { Dataset } from '../dataset-store';
import { findImport } from '../import-store';
import { originalPath } from '../importing/keep-original';
import { readRecords } from '../reading/read-records';

/** Reading on to a later place takes seconds, so records there are not shown. */
const lastByte = 16 * 1024 * 1024;

/** The record on a line of a dataset's original; undefined far into large files, and where nobody knows how to read it. */
export async function readRecord(
  context: Context,
  dataset: Dataset,
  line: number,
): Promise<string | undefined> {
  const { importId, sha256 } = dataset;
  const run = importId === null ? undefined : await findImport(context.db, importId);
  if (!run?.facts) return undefined;
  for await (const record of readRecords(originalPath(context, sha256), run.facts)) {
    if (record.line === line) return record.text;
    if (record.line > line || record.byteOffset > lastByte) return undefined;
  }
  return undefined;
}
