import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { ItemFormat } from '../../../server/datasets/exporting/item-format';
import { itemRow, type ItemRow } from '../../../server/datasets/exporting/item-row';
import { assayItems } from '../../../server/datasets/formats/assay-items';
import { assaySentences } from '../../../server/datasets/formats/assay-sentences';
import type { NewItem } from '../../../server/datasets/item';
import { csvItems } from '../../../server/datasets/item-formats/csv';
import { jsonlItems } from '../../../server/datasets/item-formats/jsonl';
import { parquetItems } from '../../../server/datasets/item-formats/parquet';
import { collect } from '../read-fixture';
import { arbitraryItem, arbitrarySentence, hostileTexts } from './arbitrary-items';

async function* rowsOf(items: Iterable<NewItem>): AsyncGenerator<ItemRow> {
  let number = 0;
  for (const item of items) yield itemRow(item, ++number);
}

async function written(format: ItemFormat, items: Iterable<NewItem>): Promise<Buffer> {
  return Buffer.concat((await collect(format.write(rowsOf(items)))).map((chunk) => Buffer.from(chunk)));
}

/** Read by csv-parse and JSON.parse alone, not by our own reading. */
const readers: { key: string; format: ItemFormat; read: (bytes: Buffer) => unknown[] }[] = [
  {
    key: 'JSON Lines',
    format: jsonlItems,
    read: (bytes) =>
      bytes
        .toString()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as unknown),
  },
  {
    key: 'CSV',
    format: csvItems,
    read: (bytes) => parse(bytes, { columns: true, record_delimiter: '\n' }),
  },
];

const item: NewItem = {
  text: 'Shall we?\n (A) Yes\n (B) No',
  stem: 'Shall we?',
  choices: [
    { letter: 'A', text: 'Yes' },
    { letter: 'B', text: 'No' },
  ],
  details: [{ name: 'Place', value: 'here' }],
  labelIndex: 1,
  labelConfidence: 0.5004,
};

it('shows people the text, the choices as raters read them, the label and its confidence', async () => {
  const line = (await written(jsonlItems, [item])).toString();
  expect(line).toBe(
    '{"number":1,"text":"Shall we?\\n (A) Yes\\n (B) No","choices":["(A) Yes","(B) No"],"label":"B",' +
      '"label_confidence":0.5004,"content":{"text":"Shall we?\\n (A) Yes\\n (B) No","stem":"Shall we?",' +
      '"choices":[{"letter":"A","text":"Yes"},{"letter":"B","text":"No"}],' +
      '"details":[{"name":"Place","value":"here"}],"labelIndex":1,"labelConfidence":0.5004}}\n',
  );
  const sentence = {
    ...item,
    text: '_ naïve',
    stem: '_ naïve',
    choices: [],
    details: [],
    labelIndex: null,
    labelConfidence: null,
  };
  expect((await written(csvItems, [sentence])).toString()).toBe(
    '"number","text","choices","label","label_confidence","content"\n' +
      '1,"_ naïve","[]","","","{""text"":""_ na\\u00efve"",""stem"":""_ na\\u00efve"",""choices"":[],' +
      '""details"":[],""labelIndex"":null,""labelConfidence"":null}"\n',
  );
});

describe.each(readers)('$key', ({ format, read }) => {
  it.each([
    ['items', assayItems, assaySentences, arbitraryItem],
    ['sentences', assaySentences, assayItems, arbitrarySentence],
  ])('gives any %s back as they were, and then the same bytes', async (_what, own, other, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 5 }), async (items) => {
        const bytes = await written(format, items);
        const records = read(bytes);
        expect(own.matches(records[0])).toBe(true);
        expect(other.matches(records[0])).toBe(false);
        const again = records.map((record) => own.toItem(record) as NewItem);
        expect(again).toEqual(items);
        expect(await written(format, again)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a row where somebody changed what people read, and says which column', () => {
    for (const [column, value] of [
      ['text', 'Shall they?'],
      ['label', 'A'],
      ['choices', '["(A) Yes"]'],
    ] as const) {
      expect(assayItems.toItem({ ...itemRow(item, 1), [column]: value })).toEqual([
        {
          kind: 'field',
          severity: 'error',
          reason: `${column} says something else than content, which is what is read. Change both, or take ${column} away.`,
        },
      ]);
    }
  });
});

it('reads content alone, and text whose white space a spreadsheet changed', () => {
  const { content } = itemRow(item, 1);
  expect(assayItems.toItem({ content })).toEqual(item);
  expect(assayItems.toItem({ content, text: 'Shall we?\r\n (A) Yes\r\n (B) No ' })).toEqual(item);
});

it.each([
  ['', undefined],
  ['', '{"text":'],
  ['', '[]'],
  [': see text', { ...item, text: ' ' }],
  [': see choices.0.letter', { ...item, choices: [{ letter: 1, text: '' }] }],
  [': see details', { ...item, details: undefined }],
  [': see labelIndex', { ...item, labelIndex: 2 }],
  [': see labelIndex', { ...item, labelIndex: 0.5 }],
  [': see labelConfidence', { ...item, labelConfidence: 2 }],
  ['', { ...item, isGold: true }],
])('says what in content is not as we write it%s', (place, content) => {
  const record = { content };
  expect(assayItems.matches(record)).toBe(false);
  expect(assayItems.toItem(record)).toEqual([
    { kind: 'field', severity: 'error', reason: `content is not as Assay writes it${place}.` },
  ]);
});

it('keeps items with choices and sentences apart', () => {
  const sentence = { ...item, choices: [], labelIndex: null };
  const lonely = { ...item, choices: item.choices.slice(0, 1), labelIndex: null };
  expect(assayItems.toItem({ content: lonely })).toMatchObject([
    { reason: 'content has fewer than 2 choices.' },
  ]);
  expect(assayItems.toItem({ content: sentence })).toMatchObject([
    { reason: 'content has fewer than 2 choices.' },
  ]);
  expect(assaySentences.toItem({ content: item })).toMatchObject([
    { reason: 'content has choices, but a sentence has none.' },
  ]);
});

it('writes no CSV cell that a spreadsheet would run or swallow', async () => {
  const items = hostileTexts.map((text) => ({
    ...item,
    text,
    choices: [
      { letter: '', text },
      { letter: '', text },
    ],
  }));
  const cells: string[][] = parse(await written(csvItems, items), { record_delimiter: '\n' });
  expect(cells).toHaveLength(items.length + 1);
  for (const cell of cells.flat()) {
    expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/);
    expect(cell).not.toContain('\0');
  }
  const texts = cells.map((row) => row[1]);
  for (const text of ['\'=HYPERLINK("http://x")', "''quoted", "'\t=1", 'a\ufffdb', 'null', ' =1']) {
    expect(texts).toContain(text);
  }
});

describe('parquet', () => {
  const read = async (bytes: Buffer): Promise<Record<string, unknown>[]> =>
    parquetReadObjects({ file: new Uint8Array(bytes).buffer });

  it('gives every value of any item back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryItem, { maxLength: 8 }), async (items) => {
        const rows = await read(await written(parquetItems, items));
        // As UTF-8 holds it; hyparquet drops a byte order mark before a text when it reads.
        const whole = (text: string): string =>
          Buffer.from(text)
            .toString()
            .replace(/^\ufeff/, '');
        expect(rows).toEqual(
          items.map((item, i) => {
            const { choices, text, label, ...row } = itemRow(item, i + 1);
            return {
              ...row,
              text: whole(text),
              choices: whole(JSON.stringify(choices)),
              label: label === null ? null : whole(label),
              content: expect.stringMatching(/^[\x20-\x7e]*$/) as string,
            };
          }),
        );
        const again = rows.map(({ content }) => assayItems.toItem({ content }));
        expect(again).toEqual(items);
      }),
      { numRuns: 100 },
    );
  });

  it('writes group by group, so that memory stays flat, and says who wrote it', async () => {
    const items = Array.from({ length: 5000 }, (_, i) => ({ ...item, text: `${item.text} ${i}` }));
    const chunks = await collect(parquetItems.write(rowsOf(items)));
    const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
    const metadata = parquetMetadata(new Uint8Array(bytes).buffer);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([2000, 2000, 1000]);
    expect(metadata.created_by).toBe('Assay');
    expect(chunks).toHaveLength(4);
    expect((await read(bytes)).map(({ text }) => text)).toEqual(items.map(({ text }) => text));
  });

  it('starts a new group after two million characters', async () => {
    const items = Array.from({ length: 10 }, () => ({ ...item, text: 'x'.repeat(500_000) }));
    const chunks = await collect(parquetItems.write(rowsOf(items)));
    expect(chunks.length).toBeGreaterThan(2);
  });

  it('is a file with columns even without items', async () => {
    const bytes = await written(parquetItems, []);
    const { schema } = parquetMetadata(new Uint8Array(bytes).buffer);
    expect(schema.slice(1).map(({ name }) => name)).toEqual([
      'number',
      'text',
      'choices',
      'label',
      'label_confidence',
      'content',
    ]);
    expect(await read(bytes)).toEqual([]);
  });
});
