import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { insertMessage, listAddressees } from '../rating/messages/message-store';
import { holdOrFail, type AboutRater } from './remove-rater';

/** Writes to one rater of a study. @throws NotFound when the rater is not in the study */
export async function messageRater(
  context: Context,
  { actorId, text, ...claimant }: AboutRater & { text: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdOrFail(tx, claimant);
    const id = context.newId();
    await insertMessage(tx, { id, ...claimant, text, writtenBy: actorId, sentAt: context.now() });
    const detail = { study: claimant.studyId, rater: claimant.raterId };
    await recordAudit(tx, context, { actorId, action: 'message sent', objectId: id, detail });
  });
}

/**
 * Writes to everybody who is in the study and can read it: not to those taken out, nor to synthetic raters.
 * @returns to how many
 */
export async function messageAllRaters(
  context: Context,
  { studyId, actorId, text }: { studyId: string; actorId: string; text: string },
): Promise<number> {
  return context.db.transaction(async (tx) => {
    const raters = await listAddressees(tx, studyId);
    for (const raterId of raters) {
      const message = { id: context.newId(), studyId, raterId, text, writtenBy: actorId };
      await insertMessage(tx, { ...message, sentAt: context.now() });
    }
    const detail = { raters: raters.length };
    await recordAudit(tx, context, { actorId, action: 'message sent to all', objectId: studyId, detail });
    return raters.length;
  });
}
