import { gzipSync } from 'node:zlib';
import { bytes, error, good, read, type HostileFile } from './hostile-file';

const three = `${good}\n`.repeat(3);
const packed = (): Buffer => gzipSync(three);
/** A thousandth of its size on disk. */
const bomb = (byte: string, size: number) => (): Buffer => gzipSync(Buffer.alloc(size, byte));
const damaged =
  'The gzip file is damaged, or is followed by something else. Get the file again, or pack it again.';
const tooMuch =
  'The gzip file holds too much for its size: reading stopped at byte 67,108,864 of what it unpacks to. Unpack it yourself, look at what is in it, and import that.';

export const gzipFiles: readonly HostileFile[] = [
  {
    what: 'a packed file',
    fileName: 'good.jsonl.gz',
    bytes: packed,
    expected: read(3, [], []),
  },
  {
    what: 'a packed file whose name does not say so',
    fileName: 'hidden-gzip.jsonl',
    bytes: () => gzipSync(`${three}[]\n`),
    expected: read(
      3,
      [error([4, 300], 'json', 'The line is JSON, but not an object in braces.')],
      ['It is packed with gzip, though its name does not end in .gz.'],
    ),
  },
  {
    what: 'a file that is not packed, though its name says so',
    fileName: 'plain.jsonl.gz',
    bytes: bytes(good),
    expected: read(1, [], ['Its name ends in .gz, but it is not packed.']),
  },
  {
    what: 'three packed files put together, one of them empty, with a line across two',
    fileName: 'members.jsonl.gz',
    bytes: () =>
      Buffer.concat([gzipSync(good.slice(0, 50)), gzipSync(''), gzipSync(`${good.slice(50)}\n${good}`)]),
    expected: read(2, [], []),
  },
  {
    what: 'packed data followed by other bytes',
    fileName: 'garbage.jsonl.gz',
    bytes: () => Buffer.concat([packed(), Buffer.from('garbage')]),
    expected: { refusal: damaged },
  },
  {
    what: 'packed data followed by zeros, as tapes have them',
    fileName: 'zeros.jsonl.gz',
    bytes: () => Buffer.concat([packed(), Buffer.alloc(512)]),
    expected: read(3, [], ['After the packed data come 512 zeros, which are left out.']),
  },
  {
    what: 'packed data cut off before their end',
    fileName: 'cut.jsonl.gz',
    bytes: () => packed().subarray(0, -4),
    expected: {
      refusal:
        'The gzip file is cut off: it ends after 300 unpacked bytes, before its data do. Get the file again, or pack it again.',
    },
  },
  {
    what: 'packed data cut off in their header',
    fileName: 'cut-header.jsonl.gz',
    bytes: () => packed().subarray(0, 5),
    expected: {
      refusal:
        'The gzip file is cut off: it ends after 0 unpacked bytes, before its data do. Get the file again, or pack it again.',
    },
  },
  {
    what: 'packed data whose checksum is wrong',
    fileName: 'checksum.jsonl.gz',
    bytes: () => {
      const wrong = packed();
      wrong[wrong.length - 8]! ^= 1;
      return wrong;
    },
    expected: { refusal: damaged },
  },
  {
    what: 'packed data that are no such thing after their first bytes',
    fileName: 'damaged.jsonl.gz',
    bytes: bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], 'this is not deflate'),
    expected: { refusal: damaged },
  },
  {
    what: 'data packed twice',
    fileName: 'twice.jsonl.gz',
    bytes: () => gzipSync(packed()),
    expected: { refusal: 'The file is packed with gzip twice. Unpack it once.' },
  },
  {
    what: 'packed nothing',
    fileName: 'nothing.jsonl.gz',
    bytes: () => gzipSync(''),
    expected: { refusal: 'The file is empty. Choose the file that has the items.' },
  },
  {
    what: 'a bomb of blanks',
    fileName: 'blanks.jsonl.gz',
    bytes: bomb(' ', 70_000_000),
    expected: { refusal: tooMuch },
  },
  {
    what: 'a bomb of brackets',
    fileName: 'brackets.json.gz',
    bytes: bomb('[', 68_000_000),
    expected: { refusal: tooMuch },
  },
  {
    what: 'packed UTF-16',
    fileName: 'utf16.jsonl.gz',
    bytes: () => gzipSync(Buffer.from(`\ufeff${three}`, 'utf16le')),
    expected: {
      refusal: 'The file is in UTF-16 or UTF-32, and only UTF-8 can be read. Save it again as UTF-8.',
    },
  },
];
