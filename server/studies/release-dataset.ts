import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { Database } from '../db/database';
import { Conflict } from '../errors';
import { deleteStudy, listStudiesOfDataset, lockParticipations } from './release-store';

/**
 * Removes every study that has drawn from a dataset, so that its import can be undone.
 * @throws Conflict when one of them has a rating: nothing of it may go any more
 */
export async function releaseDataset(
  tx: Database,
  context: Pick<Context, 'now' | 'newId'>,
  { datasetId, actorId }: { datasetId: string; actorId: string | null },
): Promise<void> {
  for (const { id } of await listStudiesOfDataset(tx, datasetId)) await lockParticipations(tx, id);
  // Only now, because a rating may have come in before its rater had to wait.
  const studies = await listStudiesOfDataset(tx, datasetId);
  const rated = studies.find(({ ratings }) => ratings > 0);
  if (rated) {
    throw new Conflict(
      `The study "${rated.name}" has ratings of this dataset or of others in it.`,
      'What raters have worked on is kept.',
    );
  }
  for (const { id, name } of studies) {
    await deleteStudy(tx, id);
    const detail = { name, dataset: datasetId };
    await recordAudit(tx, context, { actorId, action: 'study removed', objectId: id, detail });
  }
}
