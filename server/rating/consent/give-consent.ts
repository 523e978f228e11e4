import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { recordConsent, type ConsentDecision } from '../../studies/telling/consent-store';
import { chooseOptOuts } from '../opting-out/choose-opt-outs';

/** What a rater answers to the consent of a study. */
export interface Consenting {
  readonly raterId: string;
  readonly textId: string;
  readonly decision: ConsentDecision;
  /** Content not to be given, chosen on the same page. */
  readonly tags: readonly string[];
}

/** Keeps the answer. Declining takes nothing away that was rated, and may be taken back. */
export async function giveConsent(context: Context, consenting: Consenting): Promise<void> {
  const { raterId, textId, decision, tags } = consenting;
  await context.db.transaction(async (tx) => {
    await recordConsent(tx, { raterId, textId, decision, decidedAt: context.now() });
    await recordAudit(tx, context, {
      actorId: raterId,
      action: decision === 'accepted' ? 'consent accepted' : 'consent declined',
      objectId: textId,
    });
  });
  if (decision === 'accepted') await chooseOptOuts(context, raterId, tags);
}
