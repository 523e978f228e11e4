import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context } from '../context';
import { heldName, holderIn, isGone } from '../jobs/holder';

/** What a file is called before it is complete, and what SQLite may have left beside it. */
const partName = /^(assay-part-[0-9a-f-]+\..+?)(-journal|-wal|-shm)?$/;

/** Those of this very process. */
const ownParts = new Set<string>();

/**
 * The path of a file that is not there yet, in the folder where it is to get its name once it is complete. What
 * processes that were killed have left of theirs is removed.
 */
export async function choosePart(folder: string, { newId }: Pick<Context, 'newId'>): Promise<string> {
  for (const name of await readdir(folder)) {
    const [, part = ''] = partName.exec(name) ?? [];
    const holder = holderIn(part);
    if (holder && !ownParts.has(part) && isGone(holder)) await rm(join(folder, name), { force: true });
  }
  const part = heldName(`assay-part-${newId()}`);
  ownParts.add(part);
  return join(folder, part);
}

/** Takes away a file that will not be complete, and what SQLite may have put beside it. */
export async function removePart(part: string): Promise<void> {
  for (const ending of ['', '-journal', '-wal', '-shm']) await rm(part + ending, { force: true });
}

/** Gives a complete file its name, in place of the one that has it; when this returns, the disk has both. */
export async function nameDurably(part: string, path: string): Promise<void> {
  await sync(part);
  await rename(part, path);
  await sync(dirname(path));
}

/** Waits until the disk has a file, or the names in a folder. */
export async function sync(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The SHA-256 of a file of any size, in hexadecimal digits. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
