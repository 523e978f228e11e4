import fc from 'fast-check';
import { scanJson } from '../../../server/datasets/reading/json/scan-json';

it('finds no fault in any JSON, and one in what JSON.parse refuses', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '\\',
      '\\u00e9',
      ' ',
      '\n',
      '1',
      '-0.5e3',
      '01',
      'true',
      'nul',
      'é',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(scanJson(text, 1000).fault === undefined).toBe(isJson);
      },
    ),
    { numRuns: 2000 },
  );
});

it.each([
  [
    '{"a": NaN}',
    6,
    'NaN is not a value of JSON, which knows texts in double quotes, numbers, true, false and null',
  ],
  [
    '{"a": -Infinity}',
    6,
    '-Infinity is not a value of JSON, which knows texts in double quotes, numbers, true, false and null',
  ],
  [
    '{"a": None}',
    6,
    'None is not a value of JSON, which knows texts in double quotes, numbers, true, false and null',
  ],
  ['{"a": 01}', 6, '01 is not a number as JSON writes it'],
  ['{"a": +1}', 6, '+1 is not a number as JSON writes it'],
  ['{"a": .5}', 6, '.5 is not a number as JSON writes it'],
  ["{'a': 1}", 1, 'texts stand in double quotes, not in single ones'],
  ['{"a": 1 // b\n}', 8, 'a comment stands here, and JSON has none'],
  [
    '{a: 1}',
    1,
    'a is not a value of JSON, which knows texts in double quotes, numbers, true, false and null',
  ],
  ['{"a": "\\x41"}', 7, '\\x is not an escape of JSON'],
  ['{"a": "tab\there"}', 10, 'a text has a tab in it, to be written as \\t'],
  ['{"a": 1,}', 8, 'a comma stands before the closing }'],
  ['[1,]', 3, 'a comma stands before the closing ]'],
  ['{"a" 1}', 5, 'a colon is missing'],
  ['{"a": 1 "b": 2}', 8, 'a comma or } is missing'],
  ['[1 2]', 3, 'a comma or ] is missing'],
  ['{"a": }', 6, 'a value is missing'],
  ['{1: 2}', 1, 'a field name in double quotes is missing'],
  ['{"a": 1} {"b": 2}', 9, 'more follows after the end'],
  ['{"a": 1', 7, 'it ends too early: a closing quote or bracket is missing'],
  ['{"a": "b', 6, 'a text starts that has no closing quote'],
  ['\0', 0, '\\u0000 cannot stand here'],
])('says what is wrong with %j', (text, at, reason) => {
  expect(scanJson(text, 16).fault).toMatchObject({ at, reason });
});

it('tells what only ends too early from what is wrong', () => {
  for (const text of [
    '{',
    '{"a',
    '{"a"',
    '{"a":',
    '{"a": 1.',
    '{"a": -',
    '{"a": tru',
    '{"a": "\\',
    '{"a": "\\u00',
    '[1,',
  ]) {
    expect(scanJson(text, 16).fault).toMatchObject({ isCutOff: true });
  }
  for (const text of ['{"a": True', '{"a"}', '{"a": "\\x', '{"a": 1]', '{"a": 1} x', '{"a": "\\uzz']) {
    expect(scanJson(text, 16).fault).toMatchObject({ isCutOff: false });
  }
});

it('finds names that an object has twice, however they are written', () => {
  expect(scanJson('{"a": 1, "b": {"a": 1}, "\\u0061" : 2}', 16).repeated).toEqual(['a']);
  expect(scanJson('[{"a": 1}, {"a": 2}]', 16).repeated).toEqual([]);
  expect(scanJson('{"x": [{"__proto__": 1, "__proto__": 1, "__proto__": 1}]}', 16).repeated).toEqual([
    '__proto__',
  ]);
});

it('finds the numbers that a computer would round or lose', () => {
  const text = '{"a": 9007199254740991, "b": 9007199254740993, "c": [[-1e400]], "d": 0.1, "e": 1e20}';
  expect(scanJson(text, 16).bigNumbers.map(({ start, end, name }) => [name, text.slice(start, end)])).toEqual(
    [
      ['b', '9007199254740993'],
      ['c', '-1e400'],
    ],
  );
});

it('stops at the first bracket beyond the depth', () => {
  expect(scanJson(`${'['.repeat(17)}x`, 16)).toMatchObject({ depth: 17 });
  expect(scanJson(`${'['.repeat(16)}${']'.repeat(16)}`, 16).fault).toBeUndefined();
});

it('comes to an end on a megabyte of whatever repeats', () => {
  for (const piece of ['"', '\\', '\\"', '[', '{"a":', '1', 'a', ' ', '-', ',', '""']) {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(scanJson(text, 16)).toBeDefined();
    expect(scanJson(`{"a": "${text}`, 16)).toBeDefined();
  }
});
