import { createHash } from 'node:crypto';
import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../context';

export interface Original {
  /** Our own copy, named by its hash. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export function originalsFolder(context: Pick<Context, 'config'>): string {
  return join(context.config.dataFolder, 'originals');
}

/** Where the bytes of an import or a dataset are kept. */
export function originalPath(context: Pick<Context, 'config'>, sha256: string): string {
  return join(originalsFolder(context), sha256);
}

/**
 * Copies a file, byte for byte, to where originals are kept by their SHA-256. The copy is on disk, or not there:
 * it gets its name after its bytes and their folder entry are safe.
 */
export async function keepOriginal(
  context: Pick<Context, 'config' | 'newId'>,
  path: string,
): Promise<Original> {
  const partPath = join(originalsFolder(context), `${context.newId()}.part`);
  try {
    return await nameOriginal(context, partPath, await copyAndHash(path, partPath));
  } catch (error) {
    await unlink(partPath).catch(() => undefined);
    throw error;
  }
}

/** Makes a file of our own, already hashed, an original: it is moved, not copied. */
export async function moveOriginal(
  context: Pick<Context, 'config'>,
  path: string,
  known: Pick<Original, 'sha256' | 'bytes'>,
): Promise<Original> {
  await withFile(path, 'r+', (file) => file.sync());
  return nameOriginal(context, path, known);
}

async function nameOriginal(
  context: Pick<Context, 'config'>,
  from: string,
  { sha256, bytes }: Pick<Original, 'sha256' | 'bytes'>,
): Promise<Original> {
  const path = originalPath(context, sha256);
  await rename(from, path);
  await withFile(originalsFolder(context), 'r', (folder) => folder.sync());
  return { path, sha256, bytes };
}

async function copyAndHash(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await withFile(from, 'r', (source) =>
    withFile(to, 'wx', async (target) => {
      const chunks = source.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 });
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        await target.writeFile(chunk);
      }
      await target.sync();
    }),
  );
  return { sha256: hash.digest('hex'), bytes };
}

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
