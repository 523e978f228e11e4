import { createReadStream } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../context';
import { writeAndHash } from '../../web/write-and-hash';

const chunkBytes = 1024 * 1024;

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
    const copied = await writeAndHash(createReadStream(path, { highWaterMark: chunkBytes }), partPath);
    return await moveOriginal(context, partPath, copied);
  } catch (error) {
    await unlink(partPath).catch(() => undefined);
    throw error;
  }
}

/**
 * Makes a file of our own, already hashed and on disk, an original: it is moved, not copied. When this returns, its
 * new name is on disk too.
 */
export async function moveOriginal(
  context: Pick<Context, 'config'>,
  from: string,
  { sha256, bytes }: Pick<Original, 'sha256' | 'bytes'>,
): Promise<Original> {
  const path = originalPath(context, sha256);
  await rename(from, path);
  const folder = await open(originalsFolder(context));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return { path, sha256, bytes };
}
