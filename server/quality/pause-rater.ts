import type { Context } from '../context';
import { pauseParticipant, resumeParticipant } from '../studies/participation-store';
import { holdOrFail, recordRater, type AboutRater } from './remove-rater';

/**
 * Gives a rater nothing more for now, for a reason the rater reads. What the rater holds can still be rated. A pause that
 * stands already stays as it is.
 * @throws NotFound when the rater is not in the study
 */
export async function pauseRater(
  context: Context,
  { actorId, reason, ...claimant }: AboutRater & { reason: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdOrFail(tx, claimant);
    if (!(await pauseParticipant(tx, { ...claimant, reason, now: context.now() }))) return;
    await recordRater(tx, context, { ...claimant, actorId, action: 'rater paused' });
  });
}

/** Lets a rater go on who was paused. @throws NotFound when the rater is not in the study */
export async function resumeRater(context: Context, { actorId, ...claimant }: AboutRater): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdOrFail(tx, claimant);
    if (!(await resumeParticipant(tx, claimant))) return;
    await recordRater(tx, context, { ...claimant, actorId, action: 'rater resumed' });
  });
}
