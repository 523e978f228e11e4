import { bytes, error, good, goodWith, lines, read, warning, type HostileFile } from './hostile-file';

const values = 'which knows texts in double quotes, numbers, true, false and null';

function notJson(character: number, reason: string): string {
  return `The line is not valid JSON: at character ${character.toLocaleString('en-US')}, ${reason}.`;
}

const deep = 'The line has more than 16 brackets within each other. Give each record plain fields.';
const rounded = (name: string, number: string): string =>
  `${name} is ${number}, which computers round: it is kept as text. Write it in quotes.`;
const cutOff = 'The file ends inside of this line: it is cut off. Get the whole file.';
const notObject = 'The line is JSON, but not an object in braces.';

export const jsonLineFiles: readonly HostileFile[] = [
  {
    what: 'blank lines between records',
    fileName: 'gaps.jsonl',
    bytes: bytes(`\n \t\r\n${good}\n\n\n${good}\n\n`),
    expected: read(2),
  },
  {
    what: 'a last line that is cut off inside of a text',
    fileName: 'cut-text.jsonl',
    bytes: bytes(`${good}\n${good.slice(0, 40)}`),
    expected: read(1, [error([2, 100], 'truncated', cutOff)]),
  },
  {
    what: 'a last line that is cut off between two fields',
    fileName: 'cut-fields.jsonl',
    bytes: bytes(`${good}\n{"question": "Shall I?",`),
    expected: read(1, [error([2, 100], 'truncated', cutOff)]),
  },
  {
    what: 'a last line that is cut off inside of an escape',
    fileName: 'cut-escape.jsonl',
    bytes: bytes(`${good}\n{"question": "caf\\u00e`),
    expected: read(1, [error([2, 100], 'truncated', cutOff)]),
  },
  {
    what: 'a line in the middle that has no end',
    fileName: 'open-line.jsonl',
    bytes: lines(good, '{"question": "Shall I?"', good),
    expected: read(2, [
      error([2, 100], 'json', notJson(24, 'it ends too early: a closing quote or bracket is missing')),
    ]),
  },
  {
    what: 'NaN, Infinity and -Infinity',
    fileName: 'nan.jsonl',
    bytes: lines(goodWith('"x": NaN'), goodWith('"x": Infinity'), good, goodWith('"x": -Infinity')),
    expected: read(1, [
      error([1, 0], 'json', notJson(7, `NaN is not a value of JSON, ${values}`)),
      error([2, 110], 'json', notJson(7, `Infinity is not a value of JSON, ${values}`)),
      error([4, 325], 'json', notJson(7, `-Infinity is not a value of JSON, ${values}`)),
    ]),
  },
  {
    what: 'what Python prints instead of JSON',
    fileName: 'python.jsonl',
    bytes: lines(good, "{'question': 'Shall I?', 'ok': True}", goodWith('"x": None')),
    expected: read(1, [
      error([2, 100], 'json', notJson(2, 'texts stand in double quotes, not in single ones')),
      error([3, 137], 'json', notJson(7, `None is not a value of JSON, ${values}`)),
    ]),
  },
  {
    what: 'a comma too many and a comma too few',
    fileName: 'commas.jsonl',
    bytes: lines(good, '{"question": "Shall I?",}', '{"question": "Shall I?" "x": 1}', good),
    expected: read(2, [
      error([2, 100], 'json', notJson(25, 'a comma stands before the closing }')),
      error([3, 126], 'json', notJson(25, 'a comma or } is missing')),
    ]),
  },
  {
    what: 'a comment, an unknown escape and a raw tab',
    fileName: 'habits.jsonl',
    bytes: lines(good, '// a comment', '{"question": "\\x41"}', '{"question": "a\tb"}'),
    expected: read(1, [
      error([2, 100], 'json', notJson(1, 'a comment stands here, and JSON has none')),
      error([3, 113], 'json', notJson(15, '\\x is not an escape of JSON')),
      error([4, 134], 'json', notJson(16, 'a text has a tab in it, to be written as \\t')),
    ]),
  },
  {
    what: 'two objects on one line',
    fileName: 'two.jsonl',
    bytes: lines(good, `${good}${good}`, `${good},`),
    expected: read(1, [
      error([2, 100], 'json', notJson(100, 'more follows after the end')),
      error([3, 299], 'json', notJson(100, 'more follows after the end')),
    ]),
  },
  {
    what: 'lines that are JSON, but no objects',
    fileName: 'scalars.jsonl',
    bytes: lines(good, '["a"]', '"text"', '7', 'null', 'true'),
    expected: read(1, [
      error([2, 100], 'json', notObject),
      error([3, 106], 'json', notObject),
      error([4, 113], 'json', notObject),
      error([5, 115], 'json', notObject),
      error([6, 120], 'json', notObject),
    ]),
  },
  {
    what: 'a field that is named twice',
    fileName: 'twice.jsonl',
    bytes: lines(good, goodWith('"question": "Shall you?"')),
    expected: {
      ...read(2, [warning([2, 100], 'duplicate-key', 'question is there twice: the last value counts.')]),
    },
  },
  {
    what: 'fields that are named twice in hiding: with an escape, blanks before the colon, and deeper',
    fileName: 'hidden-twice.jsonl',
    bytes: lines(goodWith('"\\u0061" : 1, "a" : 2, "b": {"c": 1, "c": 2}, "d": "\\":"')),
    expected: read(1, [warning([1, 0], 'duplicate-key', 'a and c are there twice: the last value counts.')]),
  },
  {
    what: 'so many fields named twice that not all can be listed',
    fileName: 'many-twice.jsonl',
    bytes: lines(goodWith(Array.from({ length: 200 }, (_, i) => `"k${i % 100}": ${i}`).join(', '))),
    expected: read(1, [
      warning([1, 0], 'duplicate-key', 'k0, k1, k2 and 97 more are there twice: the last value counts.'),
    ]),
  },
  {
    what: 'keys that objects inherit',
    fileName: 'prototype.jsonl',
    bytes: lines(
      goodWith(
        '"__proto__": {"question": "polluted"}, "constructor": 1, "toString": null, "hasOwnProperty": 0',
      ),
      '{"__proto__": {"question": "hidden", "answer_matching_behavior": "Yes"}}',
      good,
    ),
    expected: read(2, [
      error([2, 196], 'field', 'question is missing. answer_matching_behavior is missing.'),
    ]),
  },
  {
    what: 'an id that a computer would round, which is kept as text',
    fileName: 'big-id.jsonl',
    bytes: lines(goodWith('"id": 9007199254740993'), goodWith('"id": -12345678901234567890')),
    expected: read(2, [
      warning([1, 0], 'big-integer', rounded('id', '9007199254740993')),
      warning([2, 124], 'big-integer', rounded('id', '-12345678901234567890')),
    ]),
  },
  {
    what: 'a label_confidence beyond all numbers',
    fileName: 'beyond.jsonl',
    bytes: lines(
      good,
      goodWith('"label_confidence": 1e400'),
      goodWith('"label_confidence": 12345678901234567890'),
    ),
    expected: {
      ...read(3, [
        warning([2, 100], 'field', 'label_confidence is not a number from 0 to 1, and is left out.'),
        warning([2, 100], 'big-integer', rounded('label_confidence', '1e400')),
        warning([3, 227], 'field', 'label_confidence is not a number from 0 to 1, and is left out.'),
        warning([3, 227], 'big-integer', rounded('label_confidence', '12345678901234567890')),
      ]),
      // Records with a warning, not warnings.
      warned: 2,
    },
  },
  {
    what: 'a number of a hundred thousand digits',
    fileName: 'digits.jsonl',
    bytes: lines(goodWith(`"x": ${'1'.repeat(100_000)}`)),
    expected: read(1, [warning([1, 0], 'big-integer', rounded('x', `${'1'.repeat(40)}…`))]),
  },
  {
    what: 'brackets within brackets, sixteen of them',
    fileName: 'deep-16.jsonl',
    bytes: lines(goodWith(`"x": ${'['.repeat(15)}${']'.repeat(15)}`)),
    expected: read(1),
  },
  {
    what: 'brackets within brackets, seventeen of them',
    fileName: 'deep-17.jsonl',
    bytes: lines(good, goodWith(`"x": ${'['.repeat(16)}${']'.repeat(16)}`), good),
    expected: read(2, [error([2, 100], 'depth', deep)]),
  },
  {
    what: 'a hundred thousand brackets within brackets',
    fileName: 'deep-100000.jsonl',
    bytes: lines(`{"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, '{"x":'.repeat(100_000), good),
    expected: read(1, [error([1, 0], 'depth', deep), error([2, 200_008], 'depth', deep)]),
  },
  {
    what: 'many brackets beside each other, or in a text',
    fileName: 'brackets.jsonl',
    bytes: lines(goodWith(`"x": [${'[],'.repeat(1000)}{}]`), goodWith(`"x": "${'['.repeat(1000)}"`)),
    expected: read(2),
  },
  {
    what: 'a line over one mebibyte',
    fileName: 'long.jsonl',
    bytes: lines(good, goodWith(`"x": "${'x'.repeat(1024 * 1024)}"`), good),
    expected: read(2, [
      error(
        [2, 100],
        'line-length',
        'The line is longer than 1,048,576 bytes. Shorten it, or look for a quote or a line end that is missing.',
      ),
    ]),
  },
];
