import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { releaseClaim } from './end-claims';
import { listHeldClaims } from './lapsed-store';
import { lockParticipations } from './release-store';
import { markLocked } from './study-state-store';
import { loadStudy } from './study-store';

/**
 * Ends a study for good: what raters hold is taken from them, no rating changes any more, and what still comes is kept
 * without being counted. A study that is locked stays as it is.
 * @throws NotFound
 */
export async function lockStudy(
  context: Context,
  { studyId, actorId }: { studyId: string; actorId: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await loadStudy(tx, studyId);
    // Whoever is answering is done or has not begun: none of them can miss the lock.
    await lockParticipations(tx, studyId);
    if (!(await markLocked(tx, studyId, context.now()))) return;
    const held = await listHeldClaims(tx, studyId);
    for (const { id } of held) await releaseClaim(tx, context, id);
    await recordAudit(tx, context, {
      actorId,
      action: 'study locked',
      objectId: studyId,
      detail: { released: held.length },
    });
  });
}
