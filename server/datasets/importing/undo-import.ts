import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { isReferenceViolation } from '../../db/violations';
import { Conflict } from '../../errors';
import { enqueueJob } from '../../jobs/enqueue-job';
import { runJobUnlessTaken } from '../../jobs/run-jobs';
import { updateImport, type ImportRun } from '../import-store';
import { refreshOthers } from '../lint/refresh-across';
import { hideAndRemove, removeDataset } from './writing/remove-dataset';

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
 * rating; studies without any go with it. Its rows are out of sight at once, and removed by jobs.
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
      await enqueueJob(tx, context, { name: refreshOthers.name, subjectId: run.id });
      await releaseDataset(tx, context, { datasetId, actorId });
      const detail = { dataset: datasetId, items: run.items };
      await recordAudit(tx, context, { actorId, action: 'import undone', objectId: run.id, detail });
    });
  } catch (error) {
    if (!isReferenceViolation(error)) throw error;
    throw new Conflict('Somebody has just begun to work with this dataset.', 'Look at its studies first.');
  }
  return undone;
}

/** Does at once what the server does by and by: removes the rows, and what other datasets' findings said of them. */
export async function clearUndone(
  context: Context,
  { id, datasetId }: Pick<ImportRun, 'id' | 'datasetId'>,
): Promise<void> {
  if (datasetId !== null) await runJobUnlessTaken(context, removeDataset, datasetId);
  await runJobUnlessTaken(context, refreshOthers, id);
}

function atAnotherStep(): Conflict {
  return new Conflict('This import is at another step by now.', 'Look at its page.');
}
