import fc from 'fast-check';
import { createLineSplitter, type LineOptions } from '../../../server/datasets/reading/read-lines';

const maxBytes = 1000;

function bytes(...parts: (string | number[])[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

function linesOf(blocks: Buffer | readonly Buffer[], options: LineOptions = { maxBytes }) {
  const splitter = createLineSplitter(options);
  return [...[blocks].flat().flatMap((block) => splitter.push(block)), ...splitter.end()];
}

it('numbers lines from 1 and says where each starts', () => {
  expect(linesOf(bytes('é\n\nthrée\nö4'))).toEqual([
    { number: 1, byteOffset: 0, text: 'é', ending: '\n' },
    { number: 2, byteOffset: 3, text: '', ending: '\n' },
    { number: 3, byteOffset: 4, text: 'thrée', ending: '\n' },
    { number: 4, byteOffset: 11, text: 'ö4', ending: '' },
  ]);
});

it('gives no line for an empty file and none after the last line end', () => {
  expect(linesOf([])).toEqual([]);
  expect(linesOf(bytes('a\n'))).toHaveLength(1);
});

it('takes LF and CRLF for line ends, and nothing else that may look like one', () => {
  expect(linesOf(bytes('a\r\nb\rc\u2028d\u0085e\f\nf\r\n\ng'))).toMatchObject([
    { text: 'a', ending: '\r\n' },
    { text: 'b\rc\u2028d\u0085e\f', ending: '\n' },
    { text: 'f', ending: '\r\n' },
    { text: '', ending: '\n' },
    { text: 'g', ending: '' },
  ]);
});

it('takes CR alone for a line end when told to', () => {
  expect(linesOf(bytes('a\rb\r\rc'), { maxBytes, endWithCr: true })).toMatchObject([
    { text: 'a', ending: '\r', byteOffset: 0 },
    { text: 'b', ending: '\r', byteOffset: 2 },
    { text: '', ending: '\r', byteOffset: 4 },
    { text: 'c', ending: '', byteOffset: 5 },
  ]);
});

it('drops a byte order mark at the start of the file only', () => {
  expect(linesOf(bytes('\ufeffa\n\ufeffb'))).toMatchObject([
    { text: 'a', byteOffset: 0 },
    { text: '\ufeffb', byteOffset: 5 },
  ]);
});

// The bytes of table 3-8 of The Unicode Standard, and forms that RFC 3629 forbids.
it.each([
  [[0x63, 0xe9], 2, '0xE9'],
  [[0x41, 0xc0, 0xaf], 2, '0xC0'],
  [[0xe0, 0x80, 0xbf], 1, '0xE0'],
  [[0xed, 0xa0, 0x80], 1, '0xED'],
  [[0xf0, 0x8f, 0x81, 0x82], 1, '0xF0'],
  [[0xf4, 0x90, 0x80, 0x80], 1, '0xF4'],
  [[0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x41], 3, '0xF0'],
  [[0xe2, 0x82, 0xac, 0x80], 4, '0x80'],
  [[0xf0, 0x9f, 0x98, 0x80, 0xff], 5, '0xFF'],
  [[0x41, 0xe2, 0x82], 2, '0xE2'],
])('names the first byte of %p that is not UTF-8, and reads the next line', (line, place, byte) => {
  const problem = {
    kind: 'encoding',
    severity: 'error',
    reason: `Byte ${place} of the line (${byte}) is not UTF-8. Save the file again as UTF-8.`,
  };
  expect(linesOf(bytes('a\n', line, '\nb\n'))).toMatchObject([
    { text: 'a' },
    { number: 2, byteOffset: 2, problem },
    { number: 3, text: 'b' },
  ]);
});

it('reports a line over the limit without holding it, and reads the line after it', () => {
  const blocks = [...Array.from({ length: 64 }, () => Buffer.alloc(65_536, 'x')), bytes('\nshort\n')];
  const lines = linesOf(blocks, { maxBytes: 1024 * 1024 });
  const reason =
    'The line is longer than 1,048,576 bytes. Shorten it, or look for a quote or a line end that is missing.';
  expect(lines).toMatchObject([
    { number: 1, byteOffset: 0, problem: { kind: 'line-length', severity: 'error', reason } },
    { number: 2, byteOffset: 64 * 65_536 + 1, text: 'short', ending: '\n' },
  ]);
  expect(lines[0]!.text).toHaveLength(4000);
});

it('reads a line of just the limit, and none that is a byte longer', () => {
  expect(linesOf(bytes('x'.repeat(maxBytes - 1), '\n'))).toMatchObject([{ ending: '\n' }]);
  expect(linesOf(bytes('a\n', 'x'.repeat(maxBytes), '\nb'))).toMatchObject([
    { text: 'a' },
    { number: 2, problem: { kind: 'line-length' } },
    { number: 3, text: 'b' },
  ]);
});

it('gives the same lines however the bytes are cut into blocks', () => {
  const text = '\ufeffone\r\nzwei é\n\n四 🙂\r\nplain\nlast';
  const whole = linesOf(bytes(text));
  const anywhere = fc.integer({ min: 0, max: bytes(text).length });
  fc.assert(
    fc.property(fc.array(anywhere, { maxLength: 6 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes(text).length];
      const blocks = edges.slice(1).map((end, i) => bytes(text).subarray(edges[i], end));
      expect(linesOf(blocks)).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});
