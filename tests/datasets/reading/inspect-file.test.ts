import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inspectFile } from '../../../server/datasets/reading/inspect-file';
import { readLimits } from '../../../server/datasets/reading/read-limits';
import { isDatasetFile, readRecords } from '../../../server/datasets/reading/read-records';
import { excerptOf } from '../../../server/datasets/reading/text-bytes';
import { collect, factsOf } from '../read-fixture';

const folder = mkdtempSync(join(tmpdir(), 'assay-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: string | Buffer): string {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

const long = `"x": "${'x'.repeat(2_000_000)}"`;

it.each([
  ['an object a line, without an extension', 'jsonl', 'upload', '{"question": "q"}\n'],
  ['an object after a mark and blanks', 'jsonl', 'upload', '\ufeff  {"question": "q"}\n'],
  ['commas, without an extension we know', 'csv', 'some.txt', 'question,other\nq,1\n'],
  ['tabs, without an extension', 'tsv', 'some', 'question\tother\nq, with a comma\t1\n'],
  ['a list, without an extension we know', 'json', 'some.txt', '[{"a": 1}]'],
  ['one object named .json', 'json', 'a.json', '{"question": "q"}'],
  ['one object named .jsonl', 'jsonl', 'a.jsonl', '{"question": "q"}'],
  ['one object with a list of objects', 'json', 'a.jsonl', '{"data": [{"question": "q"}]}'],
  ['one object with a list of texts', 'jsonl', 'a.jsonl', '{"choices": ["a", "b"]}\n'],
  ['an object, then a broken line', 'jsonl', 'a.json', '{"a": 1}\nbroken\n'],
  ['a broken line, then an object', 'jsonl', 'a.jsonl', 'broken\n{"a": 1}\n'],
  ['a line with an open quote, then an object', 'jsonl', 'a.jsonl', '{"a": "open\n{"a": 1}\n'],
  ['a line with an open brace, then an object', 'jsonl', 'a.jsonl', '{"a": 1,\n{"a": 1}\n'],
  ['whole lines that are no JSON', 'jsonl', 'a.jsonl', '{"a": NaN}\n{"b": NaN}\n'],
  ['an object over several lines', 'json', 'a.jsonl', '{\n  "a": 1\n}\n'],
  ['an object with a list over several lines', 'json', 'a.jsonl', '{"data": [\n{"a": 1},\n{"a": 2}\n]}'],
  ['a list a line', 'jsonl', 'a.jsonl', '["a"]\n["b"]\n'],
  ['a list over several lines', 'json', 'a.jsonl', '[\n{"a": 1}\n]'],
  ['a list of objects named .csv', 'json', 'a.csv', '[{"a": 1}]'],
  ['a column in brackets', 'csv', 'a.csv', '[id],name\n1,x\n'],
  ['a tab and a comma named .csv', 'csv', 'a.csv', 'text with a\ttab, and a comma\nx\n'],
  ['a tab and a comma named .tsv', 'tsv', 'a.tsv', 'text with a\ttab, and a comma\nx\n'],
  ['one column', 'csv', 'a.csv', 'question\nShall I?\n'],
  ['lines of nothing that anybody knows', 'jsonl', 'a.jsonl', 'nothing that anybody knows\nof\n'],
  ['a line over a mebibyte', 'jsonl', 'a.ndjson', `{${long}}\n{"a": 1}\n`],
  ['a list that starts with a long record', 'json', 'a.json', `[{${long}}]`],
  ['an object that starts with a long text', 'json', 'a.json', `{${long}, "b": [{"a": 1}]}`],
])('takes %s for %s', async (_what, syntax, name, content) => {
  expect(await inspectFile(written(content), name)).toMatchObject({ syntax, compression: 'none' });
});

it('tells the mark and how the first lines end', async () => {
  const factsFor = (content: string) => factsOf(written(content), 'a.jsonl');
  expect(await factsFor('\ufeff{}\r\n{"a": 1}\n')).toMatchObject({ hasMark: true, lineEndings: 'CRLF' });
  expect(await factsFor('{"a": 1}\n{}\r\n')).toMatchObject({ hasMark: false, lineEndings: 'LF' });
  expect(await factsFor('{"a": 1}\r{}')).toMatchObject({ lineEndings: 'CR' });
  expect(await factsFor('{"a": 1}')).toMatchObject({ lineEndings: 'none' });
});

it('counts what a packed file holds, and says nothing when its name is right', async () => {
  const path = written(gzipSync('{"a": 1}\n'.repeat(100_000)));
  expect(await inspectFile(path, 'a.jsonl.gz')).toEqual({
    compression: 'gzip',
    syntax: 'jsonl',
    hasMark: false,
    lineEndings: 'LF',
    unpackedBytes: 900_000,
    notes: [],
  });
  expect(await collect(readRecords(path, await factsOf(path, 'a.jsonl.gz')))).toHaveLength(100_000);
});

it('refuses a packed file that holds more than it may, at the byte where it stops', async () => {
  const path = written(gzipSync('{"a": 1}\n'.repeat(1000)));
  const limits = { ...readLimits, unpackedFreely: 1000, unpackedTimes: 50 };
  expect(await inspectFile(path, 'a.jsonl.gz')).toMatchObject({ unpackedBytes: 9000 });
  expect(await inspectFile(path, 'a.jsonl.gz', limits)).toEqual({
    refusal: expect.stringMatching(/reading stopped at byte \d,\d{3} of what/) as string,
  });
  expect(await inspectFile(path, 'a.jsonl.gz', { ...readLimits, unpackedBytes: 8999 })).toEqual({
    refusal: expect.stringMatching(/stopped at byte 8,999 of what/) as string,
  });
});

it('does not go on reading a packed file that was damaged after it was looked at', async () => {
  const packed = gzipSync('{"a": 1}\n'.repeat(1000));
  const facts = await factsOf(written(packed), 'a.jsonl.gz');
  const path = written(packed.subarray(0, -9));
  await expect(collect(readRecords(path, facts))).rejects.toMatchObject({ status: 400 });
});

it('knows dataset files by their names', () => {
  const names = ['a.jsonl', 'a.JSON', 'a.csv', 'b.a.tsv', 'a.jsonl.gz', 'a.csv.GZ'];
  expect(names.filter(isDatasetFile)).toEqual(names);
  expect(['a.txt', 'jsonl', 'a.jsonl.zip', 'a.gz', 'a.jsonl~'].filter(isDatasetFile)).toEqual([]);
});

it('quotes the beginning of a record, but never half of a character', () => {
  expect(excerptOf('short')).toBe('short');
  expect(excerptOf('x'.repeat(1000))).toBe('x'.repeat(200));
  expect(excerptOf(`${'x'.repeat(199)}🙂`)).toBe('x'.repeat(199));
  expect(excerptOf(`${'x'.repeat(198)}🙂y`)).toBe(`${'x'.repeat(198)}🙂`);
});
