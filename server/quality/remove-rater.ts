import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { Database } from '../db/database';
import { Conflict, NotFound } from '../errors';
import { findClaim, type Claimant } from '../studies/assignment-store';
import { releaseClaim } from '../studies/end-claims';
import { isExcluded } from '../studies/exclusion-store';
import { holdParticipant, readmitParticipant, removeParticipant } from '../studies/participation-store';

/** A rater of a study, and the administrator who does something about them. */
export interface AboutRater extends Claimant {
  readonly actorId: string;
}

/**
 * Takes a rater out of a study: what the rater holds is given to others, what is rated stays and counts.
 * @throws NotFound when the rater is not in the study
 */
export async function removeRater(context: Context, { actorId, ...claimant }: AboutRater): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdOrFail(tx, claimant);
    if (!(await removeParticipant(tx, { ...claimant, now: context.now() }))) return;
    await releaseHeld(tx, context, claimant);
    await recordRater(tx, context, { ...claimant, actorId, action: 'rater removed' });
  });
}

/**
 * Lets a rater who was taken out go on.
 * @throws NotFound when the rater is not in the study, Conflict when the rater's ratings are set aside
 */
export async function readmitRater(context: Context, { actorId, ...claimant }: AboutRater): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdOrFail(tx, claimant);
    if (await isExcluded(tx, claimant)) {
      throw new Conflict('This rater is excluded from the study.', 'Take the exclusion back instead.');
    }
    if (!(await readmitParticipant(tx, claimant))) return;
    await recordRater(tx, context, { ...claimant, actorId, action: 'rater let back in' });
  });
}

/** Makes the rater's own requests wait. @throws NotFound */
export async function holdOrFail(tx: Database, claimant: Claimant): Promise<void> {
  if (!(await holdParticipant(tx, claimant))) throw new NotFound('The study has no such rater.');
}

/** Gives what the rater holds to others. */
export async function releaseHeld(
  tx: Database,
  context: Pick<Context, 'newId'>,
  claimant: Claimant,
): Promise<void> {
  const held = await findClaim(tx, claimant);
  if (held) await releaseClaim(tx, context, held.id);
}

/** Notes in the audit what was done about a rater in a study. */
export async function recordRater(
  tx: Database,
  context: Pick<Context, 'now' | 'newId'>,
  done: AboutRater & { action: string; detail?: Readonly<Record<string, string | number>> },
): Promise<void> {
  const { actorId, studyId, raterId, action, detail } = done;
  await recordAudit(tx, context, {
    actorId,
    action,
    objectId: raterId,
    detail: { study: studyId, ...detail },
  });
}
