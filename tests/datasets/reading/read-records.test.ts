import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectFormat } from '../../../server/datasets/reading/detect-format';
import { mapFields } from '../../../server/datasets/reading/field-mapping';
import { readRecordBlocks } from '../../../server/datasets/reading/read-records';
import { collect, factsOf, fixture, recordsOf } from '../read-fixture';

const folder = mkdtempSync(join(tmpdir(), 'assay-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

it('reads every good line of a dirty JSONL file and says what is wrong with each other', async () => {
  const { read, failed } = await recordsOf(fixture('dirty-lines.jsonl'));
  expect(read.map(({ line }) => line)).toEqual([1, 3, 8, 9, 10, 11, 12, 13, 14, 17, 18]);
  expect(failed.map(({ line, problem }) => [line, problem.kind, problem.reason])).toEqual([
    [2, 'json', 'The line is not valid JSON: at character 14, a text starts that has no closing quote.'],
    [5, 'encoding', 'Byte 18 of the line (0xE9) is not UTF-8. Save the file again as UTF-8.'],
    [6, 'json', 'The line is JSON, but not an object in braces.'],
    [
      7,
      'json',
      'The line is not valid JSON: at character 123, NaN is not a value of JSON, which knows texts in double quotes, numbers, true, false and null.',
    ],
    [
      15,
      'json',
      'The line is not valid JSON: at character 19, a text has a control character in it, to be written as \\u0000.',
    ],
  ]);
  expect(read.flatMap(({ line, warnings }) => warnings.map(({ kind }) => [line, kind]))).toEqual([
    [13, 'characters'],
    [14, 'characters'],
  ]);
});

it('says where a failed line starts and what stands there', async () => {
  const { failed } = await recordsOf(fixture('dirty-lines.jsonl'));
  const bytes = readFileSync(fixture('dirty-lines.jsonl'));
  expect(failed[0]).toMatchObject({ line: 2, text: '{"question": "never closed' });
  expect(failed[0]!.byteOffset).toBe(bytes.indexOf('{"question": "never closed'));
  expect(failed[1]!.text).toContain('caf\ufffd');
});

it('keeps every record as it stands in the file', async () => {
  const { read } = await recordsOf(fixture('generic.jsonl'));
  const lines = readFileSync(fixture('generic.jsonl'), 'utf8').trim().split('\n');
  expect(read.map(({ text }) => text)).toEqual(lines);
  const csv = await recordsOf(fixture('generic.csv'));
  expect(csv.read[1]!.text).toBe('"Do you like ""soft"" rain,\r\nor hail?",No,Yes,');
});

it('takes a hostile __proto__ key for a key like any other', async () => {
  const { read } = await recordsOf(fixture('dirty-lines.jsonl'));
  expect(read.find(({ line }) => line === 12)!.fields.question).toBeUndefined();
  expect(({} as { question?: string }).question).toBeUndefined();
  const csv = await recordsOf(written('proto.csv', '__proto__,question\npolluted,q\n'));
  expect(Object.keys(csv.read[0]!.fields)).toEqual(['__proto__', 'question']);
  expect(Object.getPrototypeOf(csv.read[0]!.fields)).toBe(Object.prototype);
  const mapped = mapFields(csv.read[0]!.fields, { question: '__proto__', id: 'constructor' });
  expect(mapped).toEqual({ question: 'polluted' });
});

it('reads CSV with quoted commas, quotes and line ends, and keeps the line each row starts on', async () => {
  const { read, failed } = await recordsOf(fixture('generic.csv'));
  expect(failed).toEqual([]);
  expect(read.map(({ line, fields }) => [line, fields.question])).toEqual([
    [2, 'Do you like rain?'],
    [3, 'Do you like "soft" rain,\r\nor hail?'],
  ]);
});

it('loses no good row beside a broken CSV row', async () => {
  const { read, failed } = await recordsOf(fixture('dirty-rows.csv'));
  expect(read.map(({ line, fields }) => [line, fields.question])).toEqual([
    [2, 'before'],
    [4, 'between'],
    [7, 'over\r\ntwo lines'],
    [11, ''],
    [12, 'after'],
    [14, 'last'],
  ]);
  const quotes =
    'The quotes of the row do not match: a value with a quote in it must be in quotes, with its own quotes doubled.';
  expect(failed.map(({ line, problem }) => [line, problem.kind, problem.reason])).toEqual([
    [3, 'csv', quotes],
    [5, 'csv', quotes],
    [
      6,
      'csv',
      'The row has 2 values, but the first row names 3 columns. A value with a comma, a tab or a line end in it must be in quotes.',
    ],
    [10, 'encoding', 'Byte 4 of the line (0xE9) is not UTF-8. Save the file again as UTF-8.'],
    [13, 'csv', quotes],
  ]);
});

it('gives up on a quote that is never closed after a megabyte, and still reads the rows inside', async () => {
  const row = `${'x'.repeat(98)},y\n`;
  const path = written('open.csv', `a,b\n"never closed,1\n${row.repeat(30_000)}`);
  const { read, failed } = await recordsOf(path);
  expect(failed.map(({ line }) => line)).toEqual([2]);
  expect(read).toHaveLength(30_000);
  expect(read.at(-1)!.line).toBe(30_002);
});

it('reads an unquoted quote in TSV as a fault of that row alone', async () => {
  const { read, failed } = await recordsOf(fixture('generic.tsv'));
  expect(read.map(({ line }) => line)).toEqual([3]);
  expect(failed.map(({ line }) => line)).toEqual([2]);
});

it('leaves out a column without a name, such as the one of row numbers', async () => {
  const { read } = await recordsOf(written('frame.csv', ',question\n0,q\n1,r\n'));
  expect(read.map(({ fields }) => fields)).toEqual([{ question: 'q' }, { question: 'r' }]);
});

it('gives the same records in blocks, whose lines and bytes run on over their borders', async () => {
  const row = (n: number) => `{"question": "Frage ${n}: für ${'x'.repeat(n % 90)}?"}`;
  const rows = Array.from({ length: 20_000 }, (_, n) => row(n));
  const path = written('long.jsonl', rows.join('\n'));
  const blocks = await collect(readRecordBlocks(path, await factsOf(path)));
  expect(blocks.length).toBeGreaterThan(4);
  const records = blocks.flat();
  expect(records.map(({ text }) => text)).toEqual(rows);
  expect(records.map(({ line }) => line)).toEqual(rows.map((_, n) => n + 1));
  const bytes = readFileSync(path);
  for (const { byteOffset, text } of records.filter(({ line }) => line % 997 === 0)) {
    expect(bytes.subarray(byteOffset).toString('utf8').startsWith(text)).toBe(true);
  }
});

it('finds the format behind broken and foreign first lines', async () => {
  const late = written(
    'late.jsonl',
    'broken\n{"other": 1}\n{"question": "q", "answer_matching_behavior": " (A)"}\n',
  );
  expect((await detectFormat(late, await factsOf(late)))?.key).toBe('multiple-choice');
  const none = written('none.jsonl', 'broken\n{"other": 1}\n');
  expect(await detectFormat(none, await factsOf(none))).toBeUndefined();
  const never = written('never.jsonl', `${'{"other": 1}\n'.repeat(10_000)}${readFileSync(late, 'utf8')}`);
  expect(await detectFormat(never, await factsOf(never))).toBeUndefined();
});

it('finds the format under the names that a mapping gives', async () => {
  const path = written('mapped.csv', 'prompt,yes,no,number\nq,A,B,7\n');
  const facts = await factsOf(path);
  expect(await detectFormat(path, facts)).toBeUndefined();
  const mapping = {
    question: 'prompt',
    answer_matching_behavior: 'yes',
    answer_not_matching_behavior: 'no',
    id: 'number',
  };
  const format = (await detectFormat(path, facts, mapping))!;
  expect(format.key).toBe('generic');
  const { read } = await recordsOf(path);
  expect(format.toItem(mapFields(read[0]!.fields, mapping))).toMatchObject({
    text: 'q',
    labelIndex: 0,
    sourceId: '7',
  });
});
