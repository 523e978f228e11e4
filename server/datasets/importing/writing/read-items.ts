import type { Task } from '../../../jobs/task';
import { toContent, type EncodedItem } from '../../item-store';
import type { FileFacts } from '../../reading/file-facts';
import { readRecordBlocks } from '../../reading/read-records';
import { itemReader, type ItemReading } from '../checking/item-reader';

export interface ReadInput extends ItemReading {
  readonly path: string;
  readonly facts: FileFacts;
  /** Items up to this line are counted, but not put out again. */
  readonly afterLine: number;
}

/** Items as they are stored; the counts are of everything up to here. */
export interface ItemBatch {
  readonly items: readonly EncodedItem[];
  readonly counts: { readonly items: number; readonly labelled: number };
  readonly byteOffset: number;
}

/** How much is written in one transaction at most: few milliseconds, so that raters do not notice. */
const batchItems = 1000;
const batchCharacters = 256 * 1024;

/** Reads the items of a checked file, ready to be written. */
export const readItems: Task<ReadInput, ItemBatch> = { name: 'read-items', run: read };

async function* read({ path, facts, afterLine, ...reading }: ReadInput): AsyncGenerator<ItemBatch> {
  const toItem = itemReader(reading);
  const counts = { items: 0, labelled: 0 };
  let items: EncodedItem[] = [];
  let characters = 0;
  let byteOffset = 0;
  const take = (): ItemBatch => {
    const batch = { items, counts: { ...counts }, byteOffset };
    items = [];
    characters = 0;
    return batch;
  };
  for await (const records of readRecordBlocks(path, facts)) {
    for (const record of records) {
      const { item } = toItem(record);
      byteOffset = record.byteOffset;
      if (!item) continue;
      const { labelIndex, labelConfidence } = item;
      counts.items++;
      if (labelIndex !== null) counts.labelled++;
      if (record.line <= afterLine) continue;
      const content = toContent(item);
      items.push({ line: record.line, content, labelIndex, labelConfidence });
      characters += content.length;
      if (items.length >= batchItems || characters >= batchCharacters) yield take();
    }
  }
  yield take();
}
