import { existsSync } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { holdSqliteFile } from '../db/hold-sqlite-file';
import { nameDurably, sync } from './durable-files';

/** What SQLite keeps beside a file, and would take for the new one's. */
const companions = ['-journal', '-wal', '-shm'];

/**
 * Puts a complete SQLite file where a database is to be, in one step.
 * @param aside what the old one is called from then on; undefined when it may go
 * @throws Error when another process has the old one open
 */
export async function placeFile(part: string, path: string, aside: string | undefined): Promise<void> {
  const release = existsSync(path) ? holdSqliteFile(path) : () => undefined;
  try {
    for (const companion of companions) {
      if (existsSync(path + companion)) await rename(path + companion, `${aside ?? part}${companion}`);
    }
    if (aside !== undefined && existsSync(path)) await keepAside(path, aside);
    await nameDurably(part, path);
  } finally {
    release();
  }
  await sync(dirname(path));
}

/** A second name for the old one, which the first is then taken from in one step. */
async function keepAside(path: string, aside: string): Promise<void> {
  try {
    await link(path, aside);
  } catch (error) {
    // Not every file system has second names; then there is neither database for a moment.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await rename(path, aside);
  }
}
