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

export const uploadLimits = { fields: 20, fieldNameSize: 100, parts: 22, headerPairs: 50 };
export const fieldBytes = 10_000;

/**
 * Streams the one file of a multipart form to `path`, counting and hashing on the way. Nothing is left there of a
 * file that is too large, nor of a broken form.
 * @param path a name of our own making, in a folder of ours
 * @throws Invalid when the form is broken or not ours
 */
export async function receiveUpload(req: Request, path: string, allowed: UploadLimits): Promise<Upload> {
  const { files, tooLarge, fields } = await receive(req, { paths: [path], pathOf: () => path }, allowed);
  return { file: files[0]?.file, isTooLarge: tooLarge.length > 0, fields };
}

export interface Uploads {
  /** By field; those that were chosen, and not too large. */
  readonly files: Readonly<Record<string, UploadedFile>>;
  /** The fields whose file was too large. */
  readonly tooLarge: readonly string[];
  readonly fields: Record<string, string>;
}

/**
 * The same for a form with several files, each in a field of its own.
 * @param paths by field, names of our own making
 */
export async function receiveUploads(
  req: Request,
  paths: Readonly<Record<string, string>>,
  allowed: UploadLimits,
): Promise<Uploads> {
  const places = {
    paths: Object.values(paths),
    pathOf: (field: string) => (Object.hasOwn(paths, field) ? paths[field] : undefined),
  };
  const { files, ...rest } = await receive(req, places, allowed);
  return { ...rest, files: Object.fromEntries(files.map(({ field, file }) => [field, file])) };
}

/** Where files go, by their fields; undefined for a field that takes none. */
interface Places {
  readonly paths: readonly string[];
  pathOf(field: string): string | undefined;
}

interface FieldFile {
  readonly field: string;
  readonly file: UploadedFile;
}

async function receive(
  req: Request,
  places: Places,
  allowed: UploadLimits,
): Promise<{ files: FieldFile[]; tooLarge: string[]; fields: Record<string, string> }> {
  const discard = (paths: readonly string[]): Promise<unknown> =>
    Promise.all(paths.map((path) => unlink(path).catch(() => undefined)));
  try {
    const { files: sent, fields } = await receiveForm(req, places, allowed);
    const isTooLarge = ({ file }: FieldFile): boolean => file.bytes > allowed.fileBytes;
    // Browsers send a field without a file as an empty file without a name.
    const isFile = ({ file }: FieldFile): boolean => file.fileName !== '' || file.bytes > 0;
    const files = sent.filter((one) => isFile(one) && !isTooLarge(one));
    await discard(sent.filter((one) => !files.includes(one)).map(({ file }) => file.path));
    return { files, tooLarge: sent.filter(isTooLarge).map(({ field }) => field), fields };
  } catch (error) {
    await discard(places.paths);
    throw error;
  }
}

async function receiveForm(
  req: Request,
  places: Places,
  allowed: UploadLimits,
): Promise<{ files: FieldFile[]; fields: Record<string, string> }> {
  const form = openForm(req, allowed, places.paths.length);
  const fields = new Map<string, string>();
  const files = new Map<string, Promise<FieldFile>>();
  let isOurs = true;
  form.on('field', (name, value, { valueTruncated }) => {
    const isLong = name !== allowed.longField?.name && value.length > fieldBytes;
    if (fields.has(name) || !allowed.fields.includes(name) || valueTruncated || isLong) isOurs = false;
    fields.set(name, value);
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    form.on(limit, () => (isOurs = false));
  form.on('file', (field, stream, { filename }) => {
    const path = places.pathOf(field);
    if (path === undefined || files.has(path)) {
      isOurs = false;
      return void stream.resume();
    }
    files.set(path, fieldFile(stream, { field, path, fileName: String(filename ?? '') }));
    // Awaited below, after the form has ended; until then a failure must not count as unhandled.
    files.get(path)!.catch(() => undefined);
  });
  try {
    await pipeline(req, form);
  } catch {
    await Promise.allSettled(files.values());
    throw new Invalid('The upload was cut off or its form is broken.', 'Try again.');
  }
  const written = await Promise.all(files.values());
  if (!isOurs)
    throw new Invalid(
      'The form was sent with a field or a file more than it has, or a field longer than it takes.',
      'Reload the page and try again.',
    );
  return { files: written, fields: Object.fromEntries(fields) };
}

async function fieldFile(
  stream: Readable,
  { field, ...named }: { field: string; path: string; fileName: string },
): Promise<FieldFile> {
  return { field, file: { ...named, ...(await writeFile(stream, named.path)) } };
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

function openForm(req: Request, { fileBytes, longField }: UploadLimits, files: number): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      limits: {
        ...{ ...uploadLimits, files, fileSize: fileBytes + 1 },
        fieldSize: Math.max(fieldBytes, longField?.bytes ?? 0),
      },
      defParamCharset: 'utf8',
    });
  } catch {
    throw new Invalid('This is not an upload form.', 'Use the form of the page.');
  }
}
