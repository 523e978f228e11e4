import type { Context } from '../../../context';
import type { ImportRun } from '../../import-store';
import { originalPath } from '../../importing/keep-original';
import { readRecords } from '../../reading/read-records';
import { isFailed } from '../../reading/source-record';

/** How many records are looked at for fields, and how many fields are offered. */
const records = 20;
const mostNames = 300;

/** The names of the fields that the first records of a file have, in the order they appear. */
export async function readFieldNames(context: Context, run: ImportRun): Promise<string[]> {
  const names = new Set<string>();
  if (!run.facts) return [];
  let seen = 0;
  for await (const record of readRecords(originalPath(context, run.sha256), run.facts)) {
    if (!isFailed(record)) for (const name of Object.keys(record.fields)) names.add(name);
    if (++seen >= records) break;
  }
  return [...names].slice(0, mostNames);
}
