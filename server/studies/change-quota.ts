import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { setRaterQuota } from './study-state-store';
import { loadStudy } from './study-store';

/**
 * Sets the most items one rater may rate, from now on; null for no limit. What is rated stays.
 * @throws NotFound
 */
export async function changeQuota(
  context: Context,
  { studyId, raterQuota, actorId }: { studyId: string; raterQuota: number | null; actorId: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const { raterQuota: before } = await loadStudy(tx, studyId);
    if (before === raterQuota) return;
    await setRaterQuota(tx, studyId, raterQuota);
    await recordAudit(tx, context, {
      actorId,
      action: 'rater quota changed',
      objectId: studyId,
      detail: { before, after: raterQuota },
    });
  });
}
