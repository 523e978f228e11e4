import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Context } from '../context';
import type { Check } from './check';
import { choosePart, hashFile, nameDurably } from './durable-files';

/** Beside a backup, in the form that `sha256sum --check` reads. */
function checksumPath(file: string): string {
  return `${file}.sha256`;
}

export async function writeChecksum(
  file: string,
  sha256: string,
  context: Pick<Context, 'newId'>,
): Promise<void> {
  const part = await choosePart(dirname(file), context);
  await writeFile(part, `${sha256}  ${basename(file)}\n`);
  await nameDurably(part, checksumPath(file));
}

/** For a file that is about to become another. */
export async function removeChecksum(file: string): Promise<void> {
  await rm(checksumPath(file), { force: true });
}

/** Whether a backup has the bytes it was made with; undefined when no checksum lies beside it. */
export async function isAsBackedUp(file: string): Promise<boolean | undefined> {
  const path = checksumPath(file);
  if (!existsSync(path)) return undefined;
  const [expected] = (await readFile(path, 'utf8')).split(' ');
  return (await hashFile(file)) === expected;
}

export function damageOf(file: string): string {
  return `${file} is damaged, or has been changed since it was backed up`;
}

/** SQLite finds damage to the order of things, not to what they say; the hash of the whole file finds every bit. */
export function checksumOf(file: string): Check {
  return {
    key: 'checksum',
    name: 'The file has the bytes that were backed up',
    run: async () => {
      const isSame = await isAsBackedUp(file);
      if (isSame === undefined) {
        return { checked: 0, faults: [], note: `there is no ${basename(checksumPath(file))}` };
      }
      return { checked: 1, faults: isSame ? [] : [damageOf(file)] };
    },
  };
}
