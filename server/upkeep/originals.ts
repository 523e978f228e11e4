import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context';
import type { Reads } from '../db/reads';
import { writeAndHash } from '../web/write-and-hash';
import type { Check } from './check';
import { choosePart, hashFile, sync } from './durable-files';
import { listOriginalHashes } from './original-store';
import type { Tell } from './tell';

const chunkBytes = 1024 * 1024;

/** What became of the files that datasets were made from. */
export interface CopiedOriginals {
  readonly copied: number;
  /** There already: a file that is named by its hash never changes. */
  readonly present: number;
  /** Hashes of files that are not where they should be. */
  readonly missing: readonly string[];
  /** Hashes of files whose bytes are not those of their name; they were not copied. */
  readonly damaged: readonly string[];
}

/**
 * Copies originals from one folder to another, byte for byte: never as links, which would share the fate of the disk
 * they point to.
 */
export async function copyOriginals(
  context: Pick<Context, 'newId'>,
  { hashes, from, to }: { hashes: readonly string[]; from: string; to: string },
  tell: Tell,
): Promise<CopiedOriginals> {
  const result = { copied: 0, present: 0, missing: [] as string[], damaged: [] as string[] };
  if (hashes.length === 0) return result;
  await mkdir(to, { recursive: true });
  const part = await choosePart(to, context);
  for (const [done, hash] of hashes.entries()) {
    tell({ step: 'copying originals', done, total: hashes.length, unit: 'files' });
    const path = join(from, hash);
    if (!isHash(hash)) result.missing.push(hash);
    else if (existsSync(join(to, hash))) result.present++;
    else if (!existsSync(path)) result.missing.push(hash);
    else if (await copyOne(path, part, { to, hash })) result.copied++;
    else result.damaged.push(hash);
  }
  if (result.copied > 0) await sync(to);
  return result;
}

/** @returns false when the bytes are not those of the name, and no copy was made */
async function copyOne(
  path: string,
  part: string,
  { to, hash }: { to: string; hash: string },
): Promise<boolean> {
  try {
    const written = await writeAndHash(createReadStream(path, { highWaterMark: chunkBytes }), part);
    if (written.sha256 !== hash) return false;
    await rename(part, join(to, hash));
    return true;
  } finally {
    await rm(part, { force: true });
  }
}

/** Reads every original in a folder that the database knows of. */
export function originalsIn(folder: string): Check {
  return {
    key: 'originals',
    name: 'Originals have the bytes that were imported',
    run: async (db: Reads, limit) => {
      const hashes = await listOriginalHashes(db);
      const faults: string[] = [];
      for (const hash of hashes) {
        const fault = faults.length < limit ? await faultOf(folder, hash) : undefined;
        if (fault) faults.push(fault);
      }
      return { checked: hashes.length, faults };
    },
  };
}

async function faultOf(folder: string, hash: string): Promise<string | undefined> {
  const path = join(folder, hash);
  if (!isHash(hash) || !existsSync(path)) return `original ${hash} is not in ${folder}`;
  return (await hashFile(path)) === hash
    ? undefined
    : `original ${hash} is damaged: its bytes have another hash`;
}

/** Names of files come from the database: nothing else may be one. */
function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
