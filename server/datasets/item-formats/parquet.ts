import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ItemFormat } from '../exporting/item-format';
import { asciiJson, itemColumns, type ItemRow } from '../exporting/item-row';

type Cells = Record<(typeof itemColumns)[number], string | number | null>;

/** A row group is written at once: small, so that memory stays flat and others need not wait long. */
const groupRows = 2000;
const groupCharacters = 2 * 1024 * 1024;

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const schema = [
  { name: 'items', num_children: itemColumns.length },
  { name: 'number', type: 'INT32', repetition_type: 'REQUIRED' },
  { name: 'text', ...text, repetition_type: 'REQUIRED' },
  { name: 'choices', ...text, repetition_type: 'REQUIRED' },
  { name: 'label', ...text, repetition_type: 'OPTIONAL' },
  { name: 'label_confidence', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  { name: 'content', ...text, repetition_type: 'REQUIRED' },
] satisfies ConstructorParameters<typeof ParquetWriter>[0]['schema'];

/** For data frames; the choices are a JSON list, the content JSON in plain ASCII. */
export const parquetItems: ItemFormat = {
  key: 'parquet',
  name: 'Parquet',
  contentType: 'application/vnd.apache.parquet',
  async *write(rows) {
    const writer = new ByteWriter();
    const file = new ParquetWriter({ writer, schema, createdBy: 'Assay' });
    for await (const group of groupsOf(rows)) {
      const columnData = itemColumns.map((name) => ({ name, data: group.map((cells) => cells[name]) }));
      // Nothing to wait for: the writer fills a buffer, which is handed on here.
      void file.write({ columnData, rowGroupSize: group.length });
      yield takeBytes(writer);
    }
    void file.finish();
    yield takeBytes(writer);
  },
};

async function* groupsOf(rows: AsyncIterable<ItemRow>): AsyncGenerator<Cells[]> {
  let group: Cells[] = [];
  let characters = 0;
  for await (const row of rows) {
    const cells = { ...row, choices: JSON.stringify(row.choices), content: asciiJson(row.content) };
    group.push(cells);
    characters += cells.text.length + cells.choices.length + cells.content.length;
    if (group.length < groupRows && characters < groupCharacters) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}

/** What was written since last time; its offset, which counts from the start of the file, goes on. */
export function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
