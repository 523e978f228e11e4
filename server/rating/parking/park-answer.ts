import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { ExpectedError } from '../../errors';
import { atMostEvery } from '../../web/at-most-every';
import { isId } from '../../web/path-id';
import { addressKey } from '../../web/throttling/address-key';
import { throttle } from '../../web/throttling/rate-limit';
import { openAssignment } from '../open-assignment';
import { parseRatingForm, storedRemarks } from '../rating-form';
import { deleteExpiredParked, findRaterOf, replaceParked } from './parked-store';

const minute = 60_000;
/** How long an answer waits for its rater. */
export const parkedLimit = 24 * 60 * minute;
const sweepEvery = 10 * minute;

/** What somebody sent who is not signed in. */
export interface SentAnswer {
  readonly assignmentId: string;
  readonly body: unknown;
  readonly ip: string | undefined;
}

/**
 * Keeps complete answers to an assignment for its own rater, who is asked about them after signing in; the last one
 * for each assignment. Says nothing of why one was not kept: whoever sends it may be anybody.
 * @returns whether it was kept
 */
export function answerParking(context: Context): (sent: SentAnswer) => Promise<boolean> {
  const tries = throttle(context, 'answers parked from address');
  const sweepIsDue = atMostEvery(sweepEvery, context.now);
  return async (sent) => {
    try {
      await tries.consume(addressKey(sent.ip));
      if (sweepIsDue()) await sweepParked(context);
      return await park(context, sent);
    } catch (error) {
      if (error instanceof ExpectedError) return false;
      throw error;
    }
  };
}

/** Removes answers that nobody has asked for in time. */
export async function sweepParked({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  await deleteExpiredParked(db, now());
}

async function park(context: Context, { assignmentId, body }: SentAnswer): Promise<boolean> {
  const rater = isId(assignmentId) ? await findRaterOf(context.db, assignmentId) : undefined;
  if (!rater) return false;
  const { asked } = await openAssignment(context.db, { assignmentId, ...rater });
  const { form, errors } = parseRatingForm(asked, body);
  if (errors.length > 0) return false;
  const parkedAt = context.now();
  const parked = {
    ...form,
    ...storedRemarks(form),
    assignmentId,
    parkedAt,
    expiresAt: parkedAt + parkedLimit,
  };
  await context.db.transaction(async (tx) => {
    await replaceParked(tx, parked);
    await recordAudit(tx, context, { actorId: null, action: 'answer parked', objectId: assignmentId });
  });
  return true;
}
