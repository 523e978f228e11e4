import { recordAudit } from '../../../audit/audit-log';
import type { Context } from '../../../context';
import { Conflict } from '../../../errors';
import { enqueueJob } from '../../../jobs/enqueue-job';
import type { Dataset } from '../../dataset-store';
import { lintDatasetJob } from './lint-report';

/** Asks for a dataset to be linted again. @throws Conflict when nothing is known of the import it came from */
export async function requestLint(context: Context, dataset: Dataset, actorId: string): Promise<void> {
  if (dataset.importId === null) {
    const wayForward = 'Import the file again under another name to lint it.';
    throw new Conflict('This dataset’s import is not known any more, so it cannot be linted.', wayForward);
  }
  await context.db.transaction(async (tx) => {
    await enqueueJob(tx, context, { name: lintDatasetJob, subjectId: dataset.id });
    await recordAudit(tx, context, { actorId, action: 'dataset linted again', objectId: dataset.id });
  });
}
