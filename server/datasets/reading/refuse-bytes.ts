/** Looked at for what is not text. */
const lookedAt = 4096;

/** How files of other kinds begin, in Latin-1, and what to do about them. */
const signatures: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive, or a workbook or document in one. Unpack it, or export the sheet as CSV.'],
  ['PAR1', 'a Parquet file. Export it as JSON Lines.'],
  ['ARROW1', 'an Arrow file. Export it as JSON Lines.'],
  ['SQLite format 3\0', 'an SQLite database. Export the table as CSV.'],
  ['\x1f\x8b', 'packed with gzip twice. Unpack it once.'],
  ['BZh', 'packed with bzip2. Unpack it, or pack it with gzip.'],
  ['\xfd7zXZ\0', 'packed with xz. Unpack it, or pack it with gzip.'],
  ['\x28\xb5\x2f\xfd', 'packed with zstd. Unpack it, or pack it with gzip.'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive. Unpack it.'],
  ['%PDF-', 'a PDF document. Choose the file that has the items.'],
  ['\x89PNG', 'a picture. Choose the file that has the items.'],
  ['\xff\xd8\xff', 'a picture. Choose the file that has the items.'],
  ['GIF8', 'a picture. Choose the file that has the items.'],
  ['version https://git-lfs', 'a pointer of Git LFS. Get the file itself with "git lfs pull".'],
];

/** Why a file that begins with these bytes cannot be read; undefined when it may be text. */
export function refuseBytes(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, lookedAt));
  const latin = start.toString('latin1');
  const known = signatures.find(([signature]) => latin.startsWith(signature));
  if (known) return `The file is ${known[1]}`;
  if (isUtf16(start))
    return 'The file is in UTF-16 or UTF-32, and only UTF-8 can be read. Save it again as UTF-8.';
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|\?xml)/i.test(latin)) {
    return 'The file is a web page or XML, perhaps the page of an error. Download the dataset itself.';
  }
  if (/^(\xef\xbb\xbf)?\s*$/.test(latin) && bytes.length < lookedAt) {
    return 'The file is empty. Choose the file that has the items.';
  }
  if (controlsIn(start) > start.length / 10)
    return 'The file is not text. Export the items as JSON Lines or CSV.';
  return undefined;
}

/** By its byte order mark; without one by its zeros, which for Latin letters are every second byte. */
function isUtf16(bytes: Uint8Array): boolean {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfeff || mark === 0xfffe) return true;
  const zeros = [0, 0];
  bytes.forEach((byte, i) => (zeros[i % 2]! += Number(byte === 0)));
  const [even, odd] = zeros as [number, number];
  const half = bytes.length / 2;
  return half >= 2 && Math.max(even, odd) > half * 0.4 && Math.min(even, odd) < half * 0.05;
}

function controlsIn(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => count + Number(byte < 9 || (byte > 13 && byte < 32)), 0);
}
