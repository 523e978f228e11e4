import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ExpectedError } from '../../errors';
import type { FileFacts, Syntax, UnreadableFile } from './file-facts';
import { guessSyntax } from './guess-syntax';
import { readLimits, type ReadLimits } from './read-limits';
import { withoutMark } from './read-lines';
import { refuseBytes } from './refuse-bytes';
import { unpackGzip } from './unpack-gzip';

/**
 * Tells by its bytes how a file is to be read; its name only decides where they leave a doubt. A packed file is
 * unpacked to its end, so that a damaged one is refused before anything of it is taken in.
 */
export async function inspectFile(
  path: string,
  fileName: string,
  limits: ReadLimits = readLimits,
): Promise<FileFacts | UnreadableFile> {
  const plain = await readStart(path);
  const isPacked = plain.bytes[0] === 0x1f && plain.bytes[1] === 0x8b;
  const unpacked = isPacked ? await readPackedStart(path, limits) : plain;
  if ('refusal' in unpacked) return unpacked;
  const { bytes, size } = unpacked;
  const refusal = refuseBytes(bytes);
  if (refusal !== undefined) return { refusal };
  const own = withoutMark(bytes);
  const text = new TextDecoder().decode(own);
  const named = namedSyntax(fileName);
  const isWhole = bytes.length === size;
  const syntax = guessSyntax({ text, isWhole, named });
  const nothing = isWhole ? nothingIn(text, syntax) : undefined;
  if (nothing !== undefined) return { refusal: nothing };
  if (isSemicolons(text, syntax)) return { refusal: semicolons };
  const lineEndings = endingsOf(text);
  return {
    compression: isPacked ? 'gzip' : 'none',
    syntax,
    hasMark: own.length < bytes.length,
    lineEndings,
    ...(isPacked && { unpackedBytes: size }),
    notes: [
      ...gzipNotes(fileName, isPacked, unpacked.rest),
      ...(named && named !== syntax ? [wrongName(named, syntax)] : []),
      ...(lineEndings === 'CR' ? ['Its lines end with CR alone, as on old Macintoshes.'] : []),
    ],
  };
}

/** How a file begins: a record of the greatest length, and a little of the next. */
interface FileStart {
  readonly bytes: Uint8Array;
  /** Of all that it holds. */
  readonly size: number;
  /** Zeros after the packed data. */
  readonly rest: number;
}

const startBytes = readLimits.recordBytes + 64 * 1024;

async function readStart(path: string): Promise<FileStart> {
  const blocks: Buffer[] = [];
  for await (const block of createReadStream(path, { end: startBytes - 1 })) blocks.push(block as Buffer);
  return { bytes: Buffer.concat(blocks), size: (await stat(path)).size, rest: 0 };
}

async function readPackedStart(path: string, limits: ReadLimits): Promise<FileStart | UnreadableFile> {
  const kept: Uint8Array[] = [];
  let size = 0;
  const blocks = unpackGzip(path, limits);
  try {
    for (;;) {
      const { value, done } = await blocks.next();
      if (done) return { bytes: Buffer.concat(kept).subarray(0, startBytes), size, rest: value };
      if (size < startBytes) kept.push(value);
      size += value.length;
    }
  } catch (error) {
    if (error instanceof ExpectedError) return { refusal: `${error.message} ${error.wayForward}` };
    throw error;
  }
}

function namedSyntax(fileName: string): Syntax | undefined {
  const extension = /\.(jsonl|ndjson|json|csv|tsv)(\.gz)?$/i.exec(fileName)?.[1]?.toLowerCase();
  return extension === 'ndjson' ? 'jsonl' : (extension as Syntax | undefined);
}

function nothingIn(text: string, syntax: Syntax): string | undefined {
  const content = text.trim();
  if (syntax === 'json' && /^(\[\s*\]|\{\s*\})$/.test(content)) {
    return 'The file is JSON with nothing in it. Choose the file that has the items.';
  }
  if ((syntax === 'csv' || syntax === 'tsv') && !/[\r\n]/.test(content)) {
    return 'The file has one row, which names the columns, and none under it. Choose the file that has the items.';
  }
  return undefined;
}

const semicolons =
  'The columns seem to be separated by semicolons. Save the file again with commas or tabs between them.';

function isSemicolons(text: string, syntax: Syntax): boolean {
  const first = text.trimStart().split(/[\r\n]/, 1)[0]!;
  return (syntax === 'csv' || syntax === 'tsv') && first.includes(';') && !/[,\t]/.test(first);
}

function endingsOf(text: string): FileFacts['lineEndings'] {
  if (!text.includes('\n')) return text.includes('\r') ? 'CR' : 'none';
  return /^[^\n]*\r\n/.test(text) ? 'CRLF' : 'LF';
}

const syntaxNames: Readonly<Record<Syntax, string>> = {
  jsonl: 'JSON Lines',
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
};

function wrongName(named: Syntax, syntax: Syntax): string {
  return `Its name says ${syntaxNames[named]}, but its bytes are ${syntaxNames[syntax]}, and so it is read.`;
}

function gzipNotes(fileName: string, isPacked: boolean, rest: number): string[] {
  const saysPacked = /\.gz$/i.test(fileName);
  return [
    ...(isPacked && !saysPacked ? ['It is packed with gzip, though its name does not end in .gz.'] : []),
    ...(!isPacked && saysPacked ? ['Its name ends in .gz, but it is not packed.'] : []),
    ...(rest > 0 ? [`After the packed data come ${rest} zeros, which are left out.`] : []),
  ];
}
