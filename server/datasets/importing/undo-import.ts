import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { isReferenceViolation } from '../../db/violations';
import { Conflict } from '../../errors';
import { updateImport, type ImportRun } from '../import-store';
import { refreshAcross } from '../lint/refresh-across';
import { hideAndRemove, removeHidden } from './writing/remove-dataset';

/**
 * Takes the studies away that drew from a dataset; handed in, because studies stand later in the import order.
 * @throws Conflict when one of them has a rating
 */
export type ReleaseDataset = (
  tx: Database,
  context: Context,
  released: { datasetId: string; actorId: string | null },
) => Promise<void>;

/**
 * Makes a dataset an import that waits for its confirmation again, plan and check and all. Possible until the first
 * rating; studies without any go with it.
 * @throws Conflict when there are ratings, or when the import is at another step by now
 */
export async function undoImport(
  context: Context,
  run: ImportRun,
  actorId: string | null,
  releaseDataset: ReleaseDataset,
): Promise<ImportRun> {
  const { datasetId } = run;
  if (datasetId === null) throw atAnotherStep();
  const undone: ImportRun = { ...run, state: 'checked', datasetId: null };
  try {
    await context.db.transaction(async (tx) => {
      if (!(await updateImport(tx, undone, 'imported'))) throw atAnotherStep();
      // Hidden first: a study that is being frozen holds the dataset, and is seen once it lets go.
      await hideAndRemove(tx, context, datasetId);
      await releaseDataset(tx, context, { datasetId, actorId });
      const detail = { dataset: datasetId, items: run.items };
      await recordAudit(tx, context, { actorId, action: 'import undone', objectId: run.id, detail });
    });
  } catch (error) {
    if (!isReferenceViolation(error)) throw error;
    throw new Conflict('Somebody has just begun to work with this dataset.', 'Look at its studies first.');
  }
  await removeHidden(context, datasetId);
  await refreshAcross(context, run.id);
  return undone;
}

function atAnotherStep(): Conflict {
  return new Conflict('This import is at another step by now.', 'Look at its page.');
}
