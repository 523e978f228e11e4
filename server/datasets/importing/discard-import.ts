import { unlink } from 'node:fs/promises';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { deleteImport, isReferredTo, updateImport, type ImportRun } from '../import-store';
import { clearCheck } from './checking/clear-check';
import { originalPath } from './keep-original';

/**
 * Forgets an import that is no dataset, with all that was found in it; its bytes too, unless others need them.
 * @throws Conflict while it is checked or imported, and when it is a dataset
 */
export async function discardImport(context: Context, run: ImportRun, actorId: string | null): Promise<void> {
  if (!['received', 'checked', 'refused'].includes(run.state)) throw notNow(run.state);
  // Back at its first step before the rows go, so that half of them is never taken for all.
  const emptied: ImportRun = { ...run, state: 'received' };
  if (!(await updateImport(context.db, emptied, run.state))) throw notNow('checking');
  await clearCheck(context, run.id);
  await context.db.transaction(async (tx) => {
    if (!(await deleteImport(tx, run.id, 'received'))) throw notNow('checking');
    const detail = { sha256: run.sha256 };
    await recordAudit(tx, context, { actorId, action: 'import discarded', objectId: run.id, detail });
  });
  if (await isReferredTo(context.db, run.sha256)) return;
  await unlink(originalPath(context, run.sha256)).catch(() => undefined);
}

function notNow(state: ImportRun['state']): Conflict {
  if (state === 'imported') return new Conflict('This import is a dataset.', 'Undo the import first.');
  return new Conflict('This import is at work.', 'Cancel it first, then discard it.');
}
