import { stringify } from 'csv-stringify/sync';
import { csvText } from '../exporting/csv-text';
import { inBlocks } from '../exporting/in-blocks';
import type { ItemFormat } from '../exporting/item-format';
import { asciiJson, itemColumns, type ItemRow } from '../exporting/item-row';

/** Safe to open in a spreadsheet; the choices are a JSON list, the content JSON in plain ASCII. */
export const csvItems: ItemFormat = {
  key: 'csv',
  name: 'CSV',
  contentType: 'text/csv; charset=utf-8',
  write: (rows) => inBlocks(linesOf(rows)),
};

async function* linesOf(rows: AsyncIterable<ItemRow>): AsyncGenerator<string> {
  yield csvLine(itemColumns);
  for await (const row of rows) {
    yield csvLine([
      row.number,
      csvText(row.text),
      csvText(JSON.stringify(row.choices)),
      csvText(row.label ?? ''),
      row.label_confidence ?? '',
      asciiJson(row.content),
    ]);
  }
}

/** Every text in quotes, for readers that end a row at a lone carriage return. */
function csvLine(cells: readonly (string | number)[]): string {
  return stringify([[...cells]], { quoted_string: true });
}
