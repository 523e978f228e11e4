import { bytes, error, good, goodWith, read, warning, type HostileFile } from './hostile-file';

const notObject = 'The record is JSON, but not an object in braces.';
const neither = 'The file is neither a list of objects nor an object.';
const more = 'The list ends, but the file goes on. Nothing from here on was read: make it one list.';
const asLines = 'Its name says JSON, but its bytes are JSON Lines, and so it is read.';

export const jsonListFiles: readonly HostileFile[] = [
  {
    what: 'a list over many lines, with a broken record in it',
    fileName: 'list.json',
    bytes: bytes(`[\n${good},\n{"question": NaN},\n${good}\n]\n`),
    expected: read(2, [
      error(
        [3, 103],
        'json',
        'The record is not valid JSON: at character 14, NaN is not a value of JSON, which knows texts in double quotes, numbers, true, false and null.',
      ),
    ]),
  },
  {
    what: 'a list on one line, whose records count as a line each',
    fileName: 'one-line.json',
    bytes: bytes(`[${good},7,${good}]`),
    expected: read(2, [error([2, 101], 'json', notObject)]),
  },
  {
    what: 'a list inside of an object, with a mark before it',
    fileName: 'inside.json',
    bytes: bytes(`\ufeff{"name": "set", "tags": ["a"], "items": [\n${good},\n${good}], "count": {"n": [2]}}`),
    expected: read(2),
  },
  {
    what: 'a single object, which is the one record',
    fileName: 'single.json',
    bytes: bytes(`{\n ${good.slice(1)}`),
    expected: read(1),
  },
  {
    what: 'a text for a file',
    fileName: 'text.json',
    bytes: bytes('"just a text"\n'),
    expected: read(0, [error([1, 0], 'json', neither)]),
  },
  {
    what: 'a number for a file',
    fileName: 'number.json',
    bytes: bytes('42'),
    expected: read(0, [error([1, 0], 'json', neither)]),
  },
  {
    what: 'an empty list',
    fileName: 'empty-list.json',
    bytes: bytes(' [ \n ] '),
    expected: { refusal: 'The file is JSON with nothing in it. Choose the file that has the items.' },
  },
  {
    what: 'a comma after the last record',
    fileName: 'last-comma.json',
    bytes: bytes(`[\n${good},\n${good},\n]`),
    expected: read(2, [error([4, 204], 'json', 'A comma stands after the last record. Remove it.')]),
  },
  {
    what: 'a comma too many between records',
    fileName: 'two-commas.json',
    bytes: bytes(`[${good},\n,\n${good}]`),
    expected: read(2, [error([2, 102], 'json', 'A comma stands here with no record before it. Remove it.')]),
  },
  {
    what: 'records without a comma between them',
    fileName: 'no-comma.json',
    bytes: bytes(`[\n${good}\n${good}\n]`),
    expected: read(2, [warning([3, 102], 'json', 'A comma is missing before this record.')]),
  },
  {
    what: 'two lists one after the other',
    fileName: 'two-lists.json',
    bytes: bytes(`[${good}]\n[${good}]\n`),
    expected: read(1, [error([2, 102], 'json', more)]),
  },
  {
    what: 'an object with two lists of records',
    fileName: 'second-list.json',
    bytes: bytes(`{"a": [\n${good}],\n"b": [\n${good}]}`),
    expected: read(1, [
      error(
        [4, 117],
        'json',
        'The file has a second list of records. Only the first was read: make a file of each.',
      ),
    ]),
  },
  {
    what: 'a list that is cut off after a record',
    fileName: 'cut-list.json',
    bytes: bytes(`[\n${good},\n${good}`),
    expected: read(2, [
      error([4, 202], 'truncated', 'The file ends before its list does: it is cut off. Get the whole file.'),
    ]),
  },
  {
    what: 'a list that is cut off inside of a record',
    fileName: 'cut-record.json',
    bytes: bytes(`[\n${good},\n${good.slice(0, 60)}`),
    expected: read(1, [
      error([3, 103], 'truncated', 'The file ends inside of this record: it is cut off. Get the whole file.'),
    ]),
  },
  {
    what: 'a brace that nothing opens',
    fileName: 'stray-brace.json',
    bytes: bytes(`[\n${good}},\n${good}]`),
    expected: read(2, [
      error([3, 101], 'json', 'A closing brace stands here that nothing opens. Remove it.'),
    ]),
  },
  {
    what: 'a list of lists and other things',
    fileName: 'lists.json',
    bytes: bytes(`[\n[${good}],\n"a, ]",\nnull,\n${good}\n]`),
    expected: read(1, [
      error([2, 2], 'json', notObject),
      error([3, 105], 'json', notObject),
      error([4, 113], 'json', notObject),
    ]),
  },
  {
    what: 'a record that is not UTF-8 in a list',
    fileName: 'latin1.json',
    bytes: bytes(`[\n${good},\n{"a": "`, [0xe9], `"},\n${good}\n]`),
    expected: read(2, [
      error([3, 103], 'encoding', 'Byte 8 of the record (0xE9) is not UTF-8. Save the file again as UTF-8.'),
    ]),
  },
  {
    what: 'a record over one mebibyte in a list',
    fileName: 'long-record.json',
    bytes: bytes(`[\n${goodWith(`"x": "${'x'.repeat(1024 * 1024)}"`)},\n${good}\n]`),
    expected: read(1, [
      error(
        [2, 2],
        'line-length',
        'The record is longer than 1,048,576 bytes. Shorten it, or look for a quote or a line end that is missing.',
      ),
    ]),
  },
  {
    what: 'a list of a hundred thousand lists within each other',
    fileName: 'deep.json',
    bytes: bytes('['.repeat(100_000), ']'.repeat(100_000)),
    expected: read(0, [
      error(
        [1, 1],
        'depth',
        'The record has more than 16 brackets within each other. Give each record plain fields.',
      ),
    ]),
  },
  {
    what: 'one object a line under the name of a list',
    fileName: 'lines.json',
    bytes: bytes(`${good}\n${good}\n`),
    expected: read(2, [], [asLines]),
  },
  {
    what: 'a list under the name of one object a line',
    fileName: 'list.jsonl',
    bytes: bytes(`[\n  ${good},\n  ${good}\n]`),
    expected: read(2, [], ['Its name says JSON Lines, but its bytes are JSON, and so it is read.']),
  },
  {
    what: 'an object over several lines under the name of one object a line',
    fileName: 'object.jsonl',
    bytes: bytes(`{\n  "data": [\n    ${good}\n  ]\n}\n`),
    expected: read(1, [], ['Its name says JSON Lines, but its bytes are JSON, and so it is read.']),
  },
];
