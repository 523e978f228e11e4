import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { submitRating, type Submitted } from '../submit-rating';
import { deleteParked, listParked, type ParkedRating } from './parked-store';

/** A parked answer in the hands of its rater. */
export interface OwnParked {
  readonly raterId: string;
  readonly parked: ParkedRating;
  /** Whether the page it came from showed the item's choices last first. */
  readonly choicesReversed: boolean;
}

/**
 * Submits the answer as its page would have. It waits no longer once it is stored; in between, a repeat finds that it
 * is. One that was refused goes on waiting, so that it is lost by no accident.
 */
export async function saveParked(
  context: Context,
  { raterId, parked, choicesReversed }: OwnParked,
): Promise<Submitted> {
  const { assignmentId, submissionId, baseRevision, answers, comment, flag } = parked;
  const said = { assignmentId, submissionId, baseRevision, answers, comment, flag };
  const submitted = await submitRating(context, { ...said, raterId, choicesReversed });
  if (!('stored' in submitted)) await deleteParked(context.db, parked);
  return submitted;
}

/** Throws the answer away, as its rater wants. */
export async function discardParked(
  context: Context,
  { raterId, parked }: Pick<OwnParked, 'raterId' | 'parked'>,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    if (!(await deleteParked(tx, parked))) return;
    await recordAudit(tx, context, {
      actorId: raterId,
      action: 'parked answer discarded',
      objectId: parked.assignmentId,
    });
  });
}

/** Where a rater is asked about answers that wait; undefined when none do. */
export async function waitingPath({ db, now }: Context, raterId: string): Promise<string | undefined> {
  return (await listParked(db, raterId, now())).length > 0 ? paths.parked() : undefined;
}
