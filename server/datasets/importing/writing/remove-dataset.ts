import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../../context';
import type { Database } from '../../../db/database';
import { enqueueJob } from '../../../jobs/enqueue-job';
import type { JobDefinition } from '../../../jobs/job';
import { deleteHiddenDataset, deleteSomeItems, hideDataset } from './rows-store';

/** Items at a time: others wait no longer than for one batch of an import. */
const batchItems = 1000;

/** Removes the rows of a dataset that is hidden already, the last lines first, a little at a time. */
export const removeDataset: JobDefinition = {
  name: 'remove-dataset',
  run: async ({ db }, { subjectId, signal }) => {
    while ((await deleteSomeItems(db, subjectId, batchItems)) > 0) {
      signal.throwIfAborted();
      await setImmediate();
    }
    await deleteHiddenDataset(db, subjectId);
  },
};

/** Takes a dataset out of sight, frees its short name, and asks for its rows to be removed. */
export async function hideAndRemove(
  tx: Database,
  context: Pick<Context, 'newId' | 'now'>,
  datasetId: string,
): Promise<void> {
  await hideDataset(tx, datasetId);
  await enqueueJob(tx, context, { name: removeDataset.name, subjectId: datasetId });
}
