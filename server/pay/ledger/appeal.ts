import type { Context } from '../../context';
import { Conflict, NotFound } from '../../errors';
import { append, inTurn } from './decide-pay';
import { findRejection } from './entry-store';
import { rejectionsOf } from './ledger';

/**
 * Keeps what a rater says against a rejection. The first appeal stands.
 * @returns whether it is the first
 * @throws NotFound when the rejection is not the rater's
 */
export async function appealRejection(
  context: Context,
  { raterId, rejectionId, words }: { raterId: string; rejectionId: string; words: string },
): Promise<boolean> {
  const rejection = await findRejection(context.db, rejectionId);
  if (rejection?.raterId !== raterId) throw new NotFound();
  const about = { studyId: rejection.studyId, raterId, actorId: raterId };
  return inTurn(context, about, (tx) =>
    append(tx, context, about, { kind: 'appeal', amount: 0, rejectionId, words }),
  );
}

/**
 * Answers an appeal: the amount is approved after all, or the rejection upheld.
 * @throws NotFound when the study has no such rejection
 * @throws Conflict when nobody has appealed, or it was answered before
 */
export async function answerAppeal(
  context: Context,
  answer: {
    readonly studyId: string;
    readonly rejectionId: string;
    readonly actorId: string;
    readonly decision: 'approve' | 'uphold';
    readonly words: string | null;
  },
): Promise<void> {
  const { studyId, rejectionId, actorId, decision, words } = answer;
  const rejection = await findRejection(context.db, rejectionId);
  if (rejection?.studyId !== studyId) throw new NotFound('The study has no such rejection.');
  const about = { studyId, raterId: rejection.raterId, actorId };
  await inTurn(context, about, async (tx, { entries }) => {
    const found = rejectionsOf(entries).find(({ entry }) => entry.id === rejectionId);
    if (!found?.appeal) throw new Conflict('Nobody has appealed against this rejection.');
    if (found.answer) throw new Conflict('This appeal has been answered.');
    const isApproved = decision === 'approve';
    await append(tx, context, about, {
      kind: isApproved ? 'approval' : 'upholding',
      amount: isApproved ? rejection.amount : 0,
      rejectionId,
      words,
    });
  });
}
