import fc from 'fast-check';
import { readJsonList } from '../../../server/datasets/reading/json/read-json-list';
import { readLimits } from '../../../server/datasets/reading/read-limits';
import { isFailed } from '../../../server/datasets/reading/source-record';

function recordsOf(...blocks: (string | Buffer)[]) {
  const reader = readJsonList(readLimits, false);
  return [...blocks.flatMap((block) => reader.push(Buffer.from(block))), ...reader.end()];
}

function fieldsOf(text: string): unknown[] {
  return recordsOf(text).map((record) => (isFailed(record) ? record.problem.reason : record.fields));
}

it('reads the elements of a list, and says on which line and byte each starts', () => {
  const text = '[\n  {"a": "é"},\n  {\n    "a": "]},{"\n  }\n]\n';
  expect(recordsOf(text)).toMatchObject([
    { line: 2, byteOffset: 4, text: '{"a": "é"}', fields: { a: 'é' } },
    { line: 3, byteOffset: 19, fields: { a: ']},{' } },
  ]);
});

it('reads the one list of objects inside of an object, wherever it stands', () => {
  const text =
    '{"name": "set [{", "tags": ["x", "y"], "items": [{"a": 1}, {"a": {"b": [2]}}], "more": {"n": [1]}}';
  expect(fieldsOf(text)).toEqual([{ a: 1 }, { a: { b: [2] } }]);
});

it('takes an object without a list of objects for one record', () => {
  expect(fieldsOf('\n{"question": "q", "choices": ["a", "b"], "none": []}\n')).toEqual([
    { question: 'q', choices: ['a', 'b'], none: [] },
  ]);
});

it('gives each of several elements on one line a line of its own', () => {
  const records = recordsOf('[{"a":1},{"a":2},\n{"a":3},{"a":4}]');
  expect(records.map(({ line, byteOffset }) => [line, byteOffset])).toEqual([
    [1, 1],
    [2, 9],
    [3, 18],
    [4, 26],
  ]);
});

it('goes on after an element that is broken', () => {
  const text = '[{"a": NaN},\n{"a" 1},\n7,\n"x, y]",\n[{"a": 1}],\n{"a": 2}]';
  expect(fieldsOf(text)).toEqual([
    expect.stringMatching(/character 7, NaN is not a value/),
    'The record is not valid JSON: at character 6, a colon is missing.',
    'The record is JSON, but not an object in braces.',
    'The record is JSON, but not an object in braces.',
    'The record is JSON, but not an object in braces.',
    { a: 2 },
  ]);
});

it('names the record whose quote is missing, though it cannot tell where the record ends', () => {
  expect(fieldsOf('[{"a": 1},\n{"a": "open},\n{"a": 2},\n{"a": 3}]')).toEqual([
    { a: 1 },
    'The record is not valid JSON: at character 14, a text has a line end in it, to be written as \\n.',
    expect.stringMatching(/^The file ends before its list does/),
  ]);
});

it('reads what JSON.parse reads, however the bytes are cut into blocks', () => {
  const element = fc.dictionary(
    fc.string({ unit: 'binary' }),
    fc.jsonValue({ maxDepth: 3, noUnicodeString: false }),
  );
  const spaces = fc.constantFrom(undefined, 0, 2);
  fc.assert(
    fc.property(fc.array(element), spaces, fc.array(fc.nat(400)), (list, indent, cuts) => {
      const bytes = Buffer.from(JSON.stringify(list, null, indent));
      const edges = [
        0,
        ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
        bytes.length,
      ];
      const blocks = edges.slice(1).map((end, i) => bytes.subarray(edges[i], end));
      const records = recordsOf(...blocks);
      // Kept as texts, so that they are not rounded.
      const isBig = records.some((record) => !isFailed(record) && record.warnings[0]?.kind === 'big-integer');
      fc.pre(!isBig);
      expect(records.map((record) => !isFailed(record) && record.fields)).toEqual(
        JSON.parse(bytes.toString('utf8')),
      );
      for (const { byteOffset, text } of records) {
        expect(bytes.subarray(byteOffset, byteOffset + Buffer.byteLength(text)).toString()).toBe(text);
      }
    }),
    { numRuns: 300 },
  );
});

it('never throws, and ends on any bytes', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '\n',
    '1',
    'x',
    '[{',
    '}]',
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => void recordsOf(pieces.join(''))),
    { numRuns: 1000 },
  );
});
