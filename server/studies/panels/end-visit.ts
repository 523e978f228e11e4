import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { Outcome } from './outcomes';
import { listEndings } from './panel-store';
import { returnLinkOf } from './return-link';
import { finishVisit, findVisitOfRater, type Visit } from './visit-store';

/**
 * Ends the visit by which a participant is in the study, and gives the outcome's code. A visit that has ended stays as
 * it is.
 * @returns the visit as it ended; undefined for raters who came by no panel
 */
export async function endPanelVisit(
  tx: Database,
  context: Pick<Context, 'now' | 'newId'>,
  { userId, studyId, outcome }: { userId: string; studyId: string; outcome: Outcome },
): Promise<Visit | undefined> {
  const visit = await findVisitOfRater(tx, { raterId: userId, studyId });
  if (!visit || visit.outcome !== null) return visit;
  const endings = await listEndings(tx, visit.panelId);
  const ending = endings.find((one) => one.outcome === outcome);
  if (!ending) throw new Error(`The panel has no code for "${outcome}".`);
  const { participant, panelSession: session } = visit;
  const returnLink = returnLinkOf(ending.returnLink, { participant, session, code: ending.code });
  const finished = { userId, outcome, code: ending.code, returnLink, finishedAt: context.now() };
  const isNew = await finishVisit(tx, finished);
  if (isNew) {
    await recordAudit(tx, context, {
      actorId: userId,
      action: 'panel visit ended',
      objectId: studyId,
      detail: { outcome },
    });
  }
  return findVisitOfRater(tx, { raterId: userId, studyId });
}
