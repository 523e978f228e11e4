import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Conflict, NotFound } from '../../errors';
import { findClaim } from '../../studies/assignment-store';
import { releaseClaim } from '../../studies/end-claims';
import { holdParticipant } from '../../studies/participation-store';
import {
  findTrainingPlace,
  requireTraining,
  setPassReason,
  setTrainingPassed,
  type TrainingPlace,
} from './run-store';
import { findOpenSet } from './training-store';

/** A rater of a study, and the administrator who decides about them. */
export interface AboutTraining {
  readonly studyId: string;
  readonly raterId: string;
  readonly actorId: string;
}

/**
 * Makes a rater take the training, again or for the first time, before there is more work. What the rater holds goes to
 * others, what is rated stays, and tries are counted anew.
 * @throws NotFound when the rater is not in the study, Conflict when the study has no training
 */
export async function requalifyRater(
  context: Context,
  { studyId, raterId, actorId }: AboutTraining,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await placeOf(tx, { studyId, raterId });
    if (!(await findOpenSet(tx, studyId))) {
      throw new Conflict('This study has no training.', 'Make one on its training page first.');
    }
    await requireTraining(tx, { studyId, raterId });
    const held = await findClaim(tx, { studyId, raterId });
    if (held) await releaseClaim(tx, context, held.id);
    await recordAudit(tx, context, {
      actorId,
      action: 'rater must train again',
      objectId: raterId,
      detail: { study: studyId },
    });
  });
}

/**
 * Lets a rater have work who has not passed the training. Does nothing for one who needs none any more.
 * @throws NotFound when the rater is not in the study
 */
export async function letRaterPass(
  context: Context,
  { studyId, raterId, actorId, reason }: AboutTraining & { reason: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await placeOf(tx, { studyId, raterId });
    if (!(await setTrainingPassed(tx, { studyId, raterId }))) return;
    await setPassReason(tx, { studyId, raterId, reason });
    await recordAudit(tx, context, {
      actorId,
      action: 'rater let pass',
      objectId: raterId,
      detail: { study: studyId },
    });
  });
}

/** Makes the rater's own requests wait. @throws NotFound */
async function placeOf(tx: Database, claimant: { studyId: string; raterId: string }): Promise<TrainingPlace> {
  const isHeld = await holdParticipant(tx, claimant);
  const place = await findTrainingPlace(tx, claimant);
  if (!isHeld || !place) throw new NotFound('The study has no such rater.');
  return place;
}
