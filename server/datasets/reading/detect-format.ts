import { formats } from '../formats';
import type { DatasetFormat } from '../item';
import { mapFields, type FieldMapping } from './field-mapping';
import type { FileFacts } from './file-facts';
import { readRecords } from './read-records';
import { isFailed } from './source-record';

/** How many records, and up to which byte, are looked at: somebody waits for the answer. */
const mostRecords = 10_000;
const mostBytes = 64 * 1024 * 1024;

/**
 * The format of the first record that any format knows, so that broken first lines lose nothing.
 * @param mapping the fields are looked at as it names them
 */
export async function detectFormat(
  path: string,
  facts: FileFacts,
  mapping?: FieldMapping | null,
): Promise<DatasetFormat | undefined> {
  let seen = 0;
  for await (const record of readRecords(path, facts)) {
    if (!isFailed(record)) {
      const fields = mapping ? mapFields(record.fields, mapping) : record.fields;
      const format = formats.find((candidate) => candidate.matches(fields));
      if (format) return format;
    }
    if (++seen === mostRecords || record.byteOffset > mostBytes) return undefined;
  }
  return undefined;
}
