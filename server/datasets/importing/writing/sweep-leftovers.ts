import { readdir, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Context } from '../../../context';
import { enqueueJob } from '../../../jobs/enqueue-job';
import { holderIn, isGone } from '../../../jobs/holder';
import { isReferredTo } from '../../import-store';
import { checkImport } from '../checking/check-import';
import { originalsFolder } from '../keep-original';
import { importItems } from './import-items';
import { hideAndRemove } from './remove-dataset';
import { listAbandonedDatasets, listStrandedImports } from './rows-store';

/** A crash leaves uploads and half-made copies behind; what cannot be told to be left is never as old as this in use. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/**
 * Removes what uploads and imports that died have left on disk, asks for invisible datasets to be removed that no
 * import is about to finish, and for imports to be finished that nobody works at.
 * @returns how many files
 */
export async function sweepLeftovers(
  context: Pick<Context, 'config' | 'now' | 'db' | 'newId'>,
): Promise<number> {
  for (const id of await listAbandonedDatasets(context.db)) {
    await context.db.transaction((tx) => hideAndRemove(tx, context, id));
  }
  for (const { id, state } of await listStrandedImports(context.db)) {
    const { name } = state === 'checking' ? checkImport : importItems;
    await enqueueJob(context.db, context, { name, subjectId: id });
  }
  const uploads = join(context.config.dataFolder, 'uploads');
  const originals = originalsFolder(context);
  let swept = 0;
  for (const path of [...(await inside(uploads)), ...(await inside(originals))]) {
    const holder = holderIn(basename(path));
    const { mtimeMs } = await stat(path);
    const isYoung = context.now() - mtimeMs < abandonedAfter;
    if (isYoung && !(holder && isGone(holder))) continue;
    const [hash] = /[0-9a-f]{64}$/.exec(path) ?? [];
    if (hash && path.startsWith(originals) && (await isReferredTo(context.db, hash))) continue;
    await unlink(path);
    swept += 1;
  }
  return swept;
}

async function inside(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}
