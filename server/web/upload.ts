import busboy from 'busboy';
import type { Request } from 'express';
import { unlink } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ExpectedError, Invalid } from '../errors';
import { writeAndHash } from './write-and-hash';

export interface UploadedFile {
  /** Where the bytes lie now; the caller moves or removes the file. */
  readonly path: string;
  /** The name the browser gave: words of a stranger, never part of a path. */
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Upload {
  /** Undefined when no file was chosen, or when it was too large. */
  readonly file: UploadedFile | undefined;
  readonly isTooLarge: boolean;
  /** The other fields of the form. */
  readonly fields: Record<string, string>;
}

export interface UploadLimits {
  readonly fileBytes: number;
  /** The names of the other fields. */
  readonly fields: readonly string[];
  /** The one field that may hold pages of text, and how many bytes of it are read. */
  readonly longField?: { readonly name: string; readonly bytes: number };
}

const limits = { fields: 20, fieldNameSize: 100, files: 1, parts: 22, headerPairs: 50 };
const fieldBytes = 10_000;

/**
 * Streams the one file of a multipart form to `path`, counting and hashing on the way. Nothing is left there of a
 * file that is too large, nor of a broken form.
 * @param path a name of our own making, in a folder of ours
 * @throws Invalid when the form is broken or not ours
 */
export async function receiveUpload(req: Request, path: string, allowed: UploadLimits): Promise<Upload> {
  try {
    const { file, fields } = await receiveForm(req, path, allowed);
    const isTooLarge = file !== undefined && file.bytes > allowed.fileBytes;
    // Browsers send a field without a file as an empty file without a name.
    if (!file || isTooLarge || (file.fileName === '' && file.bytes === 0)) {
      await unlink(path).catch(() => undefined);
      return { file: undefined, isTooLarge, fields };
    }
    return { file, isTooLarge, fields };
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

async function receiveForm(
  req: Request,
  path: string,
  allowed: UploadLimits,
): Promise<{ file: UploadedFile | undefined; fields: Record<string, string> }> {
  const form = openForm(req, allowed);
  const fields = new Map<string, string>();
  const files: Promise<UploadedFile>[] = [];
  let isOurs = true;
  form.on('field', (name, value, { valueTruncated }) => {
    const isLong = name !== allowed.longField?.name && value.length > fieldBytes;
    if (fields.has(name) || !allowed.fields.includes(name) || valueTruncated || isLong) isOurs = false;
    fields.set(name, value);
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    form.on(limit, () => (isOurs = false));
  form.on('file', (_name, stream, { filename }) => {
    files.push(
      writeFile(stream, path).then((written) => ({ ...written, path, fileName: String(filename ?? '') })),
    );
    // Awaited below, after the form has ended; until then a failure must not count as unhandled.
    files.at(-1)!.catch(() => undefined);
  });
  try {
    await pipeline(req, form);
  } catch {
    await Promise.allSettled(files);
    throw new Invalid('The upload was cut off or its form is broken.', 'Try again.');
  }
  const file = await files[0];
  if (!isOurs)
    throw new Invalid(
      'The form was sent with a field or a file more than it has, or a field longer than it takes.',
      'Reload the page and try again.',
    );
  return { file, fields: Object.fromEntries(fields) };
}

/** What is beyond the limit is dropped, one byte excepted: the browser then sees our answer, not a broken connection. */
async function writeFile(stream: Readable, path: string): Promise<{ bytes: number; sha256: string }> {
  // A writer that fails destroys what it reads from, and the form waits for ever for somebody to read its part.
  const body = new PassThrough();
  stream.on('error', (error) => body.destroy(error));
  try {
    return await writeAndHash(stream.pipe(body), path);
  } catch (error) {
    stream.unpipe(body).resume();
    throw isDiskFull(error) ? diskFull() : error;
  }
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function diskFull(): ExpectedError {
  const wayForward = 'Make room on the server’s disk, then upload the file again.';
  return new ExpectedError(503, 'The disk is full. Nothing of the file was kept.', wayForward);
}

function openForm(req: Request, { fileBytes, longField }: UploadLimits): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      limits: { ...limits, fileSize: fileBytes + 1, fieldSize: Math.max(fieldBytes, longField?.bytes ?? 0) },
      defParamCharset: 'utf8',
    });
  } catch {
    throw new Invalid('This is not an upload form.', 'Use the import page.');
  }
}
