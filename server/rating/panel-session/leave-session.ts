import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { findClaim, type Claimant } from '../../studies/assignment-store';
import { releaseClaim } from '../../studies/end-claims';
import { endPanelVisit } from '../../studies/panels/end-visit';
import { findVisitOfRater } from '../../studies/panels/visit-store';
import { lockParticipation } from '../../studies/participation-store';
import { loadStudy } from '../../studies/study-store';
import { progressIn } from '../work-page';
import { isSessionOver, outcomeWithoutWork } from './end-session';

/**
 * Ends the session of a participant who wants their code now. The item they hold is given to others. A session that is
 * over stays as it ended.
 * @throws NotFound for raters who came by no panel
 */
export async function leaveSession(context: Context, claimant: Claimant): Promise<void> {
  const { studyId, raterId: userId } = claimant;
  await context.db.transaction(async (tx) => {
    const place = await lockParticipation(tx, { ...claimant, now: context.now() });
    if (!place || !(await findVisitOfRater(tx, claimant))) throw new NotFound();
    if (await isSessionOver(tx, context, claimant, place.completed)) return;
    const { isOpen, hindrance } = await progressIn(
      { ...context, db: tx },
      await loadStudy(tx, studyId),
      userId,
    );
    const held = await findClaim(tx, claimant);
    if (held) await releaseClaim(tx, context, held.id);
    // Who is taken out of the study ends it early, too, whatever is left of it.
    const isEarly = isOpen || hindrance === 'removed';
    const outcome = isEarly ? 'left early' : outcomeWithoutWork(place.completed);
    await endPanelVisit(tx, context, { userId, studyId, outcome });
  });
}
