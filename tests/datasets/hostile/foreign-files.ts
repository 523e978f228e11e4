import { bytes, lines, type HostileFile } from './hostile-file';

const empty = 'The file is empty. Choose the file that has the items.';
const picture = 'The file is a picture. Choose the file that has the items.';
const page = 'The file is a web page or XML, perhaps the page of an error. Download the dataset itself.';

function refused(what: string, fileName: string, content: () => Buffer, refusal: string): HostileFile {
  return { what, fileName, bytes: content, expected: { refusal } };
}

export const foreignFiles: readonly HostileFile[] = [
  refused('an empty file', 'empty.jsonl', bytes(''), empty),
  refused('nothing but blank lines', 'blank.jsonl', bytes(' \n\n\t\r\n'), empty),
  refused('nothing but a byte order mark', 'mark.csv', bytes('\ufeff'), empty),
  refused(
    'a picture',
    'png.jsonl',
    bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], Buffer.alloc(100)),
    picture,
  ),
  refused('a photograph', 'jpeg.csv', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), picture),
  refused(
    'a workbook under the name of a table',
    'book.csv',
    bytes([0x50, 0x4b, 3, 4, 0x14, 0], Buffer.alloc(40)),
    'The file is a ZIP archive, or a workbook or document in one. Unpack it, or export the sheet as CSV.',
  ),
  refused(
    'Parquet',
    'parquet.jsonl',
    bytes('PAR1', [0x15, 4, 0x15], Buffer.alloc(40), 'PAR1'),
    'The file is a Parquet file. Export it as JSON Lines.',
  ),
  refused(
    'a database',
    'sqlite.json',
    bytes('SQLite format 3\0', Buffer.alloc(100)),
    'The file is an SQLite database. Export the table as CSV.',
  ),
  refused(
    'a document',
    'pdf.json',
    bytes('%PDF-1.7\n%\u00e2\n'),
    'The file is a PDF document. Choose the file that has the items.',
  ),
  refused(
    'data packed in another way',
    'zstd.jsonl.gz',
    bytes([0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x05]),
    'The file is packed with zstd. Unpack it, or pack it with gzip.',
  ),
  refused(
    'the page of an error instead of the file',
    'error.jsonl',
    lines('<!DOCTYPE html>', '<html><title>404</title></html>'),
    page,
  ),
  refused('XML', 'feed.csv', lines('<?xml version="1.0"?>', '<a/>'), page),
  refused(
    'a pointer instead of the file',
    'pointer.jsonl',
    lines('version https://git-lfs.github.com/spec/v1', 'oid sha256:00', 'size 12345'),
    'The file is a pointer of Git LFS. Get the file itself with "git lfs pull".',
  ),
  refused(
    'bytes of nobody knows what',
    'noise.jsonl',
    () => Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * i * 31 + 7) % 251)),
    'The file is not text. Export the items as JSON Lines or CSV.',
  ),
  refused(
    'zeros',
    'zeros.csv',
    () => Buffer.alloc(5000),
    'The file is not text. Export the items as JSON Lines or CSV.',
  ),
];
