import type { Context } from '../../context';
import type { ImportRun } from '../import-store';
import type { NewItem } from '../item';
import type { PlacedProblem } from '../problem';
import { readRecords } from '../reading/read-records';
import { itemReader, type ItemReading } from './checking/item-reader';
import { originalPath } from './keep-original';

export interface PreviewOptions extends Partial<ItemReading> {
  readonly limit: number;
}

/** A record as it stands in the file, beside what would become of it. */
export interface PreviewedRecord {
  readonly line: number;
  readonly byteOffset: number;
  /** The raw record. */
  readonly text: string;
  /** Undefined when the record cannot become an item: the problems say why. */
  readonly item: NewItem | undefined;
  readonly problems: readonly PlacedProblem[];
}

/** The first records of an import, read as the import says or in another way that is tried out. */
export async function previewImport(
  context: Context,
  run: ImportRun,
  { format = run.format, mapping = run.mapping, limit }: PreviewOptions,
): Promise<PreviewedRecord[]> {
  const previewed: PreviewedRecord[] = [];
  if (!run.facts) return previewed;
  const read = itemReader({ format, mapping });
  for await (const record of readRecords(originalPath(context, run.sha256), run.facts)) {
    const { item, problems } = read(record);
    const { line, byteOffset, text } = record;
    previewed.push({ line, byteOffset, text, item, problems });
    if (previewed.length >= limit) break;
  }
  return previewed;
}
