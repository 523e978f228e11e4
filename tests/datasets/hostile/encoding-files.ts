import { bytes, error, good, goodWith, lines, read, warning, type HostileFile } from './hostile-file';

const wide = 'The file is in UTF-16 or UTF-32, and only UTF-8 can be read. Save it again as UTF-8.';
const twoLines = `${good}\n${good}\n`;

function swapped(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function notUtf8(place: number, byte: string): string {
  return `Byte ${place} of the line (${byte}) is not UTF-8. Save the file again as UTF-8.`;
}

/** A good line, 11 bytes longer, with these bytes in a field of their own. */
function withBytes(...hostile: number[]): number[] {
  return [...Buffer.from('{"note": "'), ...hostile, ...Buffer.from(`", ${good.slice(1)}`)];
}

const nul = 'The character NUL stands in note: it is kept, but other programs may cut the text there.';
const half =
  'Half of a character (a lone surrogate) stands in note: it is kept, but it cannot be saved as UTF-8.';

export const encodingFiles: readonly HostileFile[] = [
  {
    what: 'a byte order mark of UTF-8, which is dropped',
    fileName: 'mark.jsonl',
    bytes: bytes('\ufeff', twoLines),
    expected: read(2),
  },
  {
    what: 'UTF-16, little end first, with its mark',
    fileName: 'utf16le.jsonl',
    bytes: bytes([0xff, 0xfe], Buffer.from(twoLines, 'utf16le')),
    expected: { refusal: wide },
  },
  {
    what: 'UTF-16, big end first, with its mark',
    fileName: 'utf16be.jsonl',
    bytes: bytes([0xfe, 0xff], swapped(twoLines)),
    expected: { refusal: wide },
  },
  {
    what: 'UTF-16 without a mark',
    fileName: 'utf16-bare.jsonl',
    bytes: bytes(Buffer.from(twoLines, 'utf16le')),
    expected: { refusal: wide },
  },
  {
    what: 'UTF-16 with the big end first and without a mark, as a table',
    fileName: 'utf16be-bare.csv',
    bytes: bytes(swapped('question,answer_matching_behavior\nShall I?,Yes\n')),
    expected: { refusal: wide },
  },
  {
    what: 'UTF-32 with its mark',
    fileName: 'utf32.jsonl',
    bytes: bytes([0xff, 0xfe, 0, 0], [0x7b, 0, 0, 0, 0x7d, 0, 0, 0]),
    expected: { refusal: wide },
  },
  {
    what: 'Latin-1 in the middle of UTF-8',
    fileName: 'latin1.jsonl',
    bytes: lines(good, withBytes(0x63, 0xe9), good),
    expected: read(2, [error([2, 100], 'encoding', notUtf8(12, '0xE9'))]),
  },
  {
    what: 'a slash in two bytes, which is one too many',
    fileName: 'overlong.jsonl',
    bytes: lines(withBytes(0xc0, 0xaf), good),
    expected: read(1, [error([1, 0], 'encoding', notUtf8(11, '0xC0'))]),
  },
  {
    what: 'CESU-8: half of a pair in three bytes',
    fileName: 'cesu.jsonl',
    bytes: lines(good, withBytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), good),
    expected: read(2, [error([2, 100], 'encoding', notUtf8(11, '0xED'))]),
  },
  {
    what: 'a character cut off by the end of the file',
    fileName: 'half-character.jsonl',
    bytes: bytes(`${good}\n{"question": "`, [0xe2, 0x82]),
    expected: read(1, [error([2, 100], 'encoding', notUtf8(15, '0xE2'))]),
  },
  {
    what: 'bytes that no encoding of Unicode has',
    fileName: 'no-encoding.jsonl',
    bytes: lines(good, withBytes(0xf8, 0x88, 0x80, 0x80, 0x80), [0xff, 0xff], good),
    expected: read(2, [
      error([2, 100], 'encoding', notUtf8(11, '0xF8')),
      error([3, 217], 'encoding', notUtf8(1, '0xFF')),
    ]),
  },
  {
    what: 'lines that end with CR alone',
    fileName: 'cr.jsonl',
    bytes: bytes(`${good}\r${good}\rbroken\r${good}\r`),
    expected: read(
      3,
      [
        error(
          [3, 200],
          'json',
          'The line is not valid JSON: at character 1, broken is not a value of JSON, which knows texts in double quotes, numbers, true, false and null.',
        ),
      ],
      ['Its lines end with CR alone, as on old Macintoshes.'],
    ),
  },
  {
    what: 'lines that end with CR and LF',
    fileName: 'crlf.jsonl',
    bytes: bytes(`${good}\r\n${good}\r\n[]\r\n`),
    expected: read(2, [error([3, 202], 'json', 'The line is JSON, but not an object in braces.')]),
  },
  {
    what: 'lines that end now this way, now that',
    fileName: 'mixed-ends.jsonl',
    bytes: bytes(`${good}\n${good}\r\n${good}\r${good}\n\r\n${good}`),
    expected: read(3, [
      error([3, 201], 'json', 'The line is not valid JSON: at character 101, more follows after the end.'),
    ]),
  },
  {
    what: 'a line of NUL bytes between good ones',
    fileName: 'nul-line.jsonl',
    bytes: lines(good, [0, 0, 0], good),
    expected: read(2, [
      error([2, 100], 'json', 'The line is not valid JSON: at character 1, \\u0000 cannot stand here.'),
    ]),
  },
  {
    what: 'a raw NUL inside of a text',
    fileName: 'raw-nul.jsonl',
    bytes: lines(withBytes(0), good),
    expected: read(1, [
      error(
        [1, 0],
        'json',
        'The line is not valid JSON: at character 11, a text has a control character in it, to be written as \\u0000.',
      ),
    ]),
  },
  {
    what: 'NUL as an escape, which is kept',
    fileName: 'nul.jsonl',
    bytes: lines(good, goodWith('"note": "a\\u0000b"')),
    expected: { ...read(2, [warning([2, 100], 'characters', nul)]), records: 2 },
  },
  {
    what: 'half of a surrogate pair as an escape, which is kept',
    fileName: 'surrogate.jsonl',
    bytes: lines(good, goodWith('"note": "\\ud800"')),
    expected: { ...read(2, [warning([2, 100], 'characters', half)]), records: 2 },
  },
  {
    what: 'a surrogate pair the wrong way round',
    fileName: 'reversed.jsonl',
    bytes: lines(goodWith('"note": ["\\ude00\\ud83d"]')),
    expected: { ...read(1, [warning([1, 0], 'characters', half)]), records: 1 },
  },
  {
    what: 'a surrogate pair as two escapes, and characters that only look like line ends',
    fileName: 'pair.jsonl',
    bytes: lines(goodWith('"note": "\\ud83d\\ude00\u2028\u0085\u2029"'), good),
    expected: read(2),
  },
  {
    what: 'a byte order mark in the middle, where two files were put together',
    fileName: 'second-mark.jsonl',
    bytes: lines(good, `\ufeff${good}`),
    expected: read(1, [
      error([2, 100], 'json', 'The line is not valid JSON: at character 1, \\ufeff cannot stand here.'),
    ]),
  },
];
