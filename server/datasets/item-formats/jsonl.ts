import { inBlocks } from '../exporting/in-blocks';
import type { ItemFormat } from '../exporting/item-format';
import type { ItemRow } from '../exporting/item-row';

/** One JSON object a line; the choices are a list and the content an object. */
export const jsonlItems: ItemFormat = {
  key: 'jsonl',
  name: 'JSON Lines',
  contentType: 'application/x-ndjson; charset=utf-8',
  write: (rows) => inBlocks(linesOf(rows)),
};

async function* linesOf(rows: AsyncIterable<ItemRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
