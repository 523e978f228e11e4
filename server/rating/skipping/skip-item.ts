import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { NotFound } from '../../errors';
import { lockPlaceOfAssignment } from '../../studies/participation-store';
import { loadStudy } from '../../studies/study-store';
import { claimAssignment } from '../claim-assignment';
import { freeLapsedClaims, releaseClaim } from '../../studies/end-claims';
import { loadOwnAssignment } from '../own-assignment-store';
import { insertSkip } from './skip-store';

/** What a rater says who passes an item on. */
export interface Skipping {
  readonly raterId: string;
  readonly assignmentId: string;
  readonly reason: string;
  readonly comment: string | null;
}

export type Skipped =
  /** `next`: what the rater holds now; undefined when nothing is there. */
  | { readonly outcome: 'skipped'; readonly studyId: string; readonly next: string | undefined }
  /** The rater has rated the item meanwhile; nothing changed. */
  | { readonly outcome: 'rated' };

/**
 * Passes an item on to others and claims the rater's next, all or nothing. The rater is never given the item again;
 * an answer can still come. A repeat changes nothing and leads to the same item.
 * @throws NotFound when the assignment is not the rater's
 */
export async function skipItem(context: Context, skipping: Skipping): Promise<Skipped> {
  const { assignmentId, raterId } = skipping;
  await freeLapsedClaims(context, raterId);
  return context.db.transaction(async (tx) => {
    const place = await lockPlaceOfAssignment(tx, { assignmentId, raterId, now: context.now() });
    if (!place) throw new NotFound();
    const { studyId } = place;
    const { state } = await loadOwnAssignment(tx, skipping);
    if (state === 'completed') return { outcome: 'rated' };
    await passOn(tx, context, skipping);
    const study = await loadStudy(tx, studyId);
    const next = await claimAssignment(tx, context, { study, claimant: { studyId, raterId }, place });
    return { outcome: 'skipped', studyId, next };
  });
}

async function passOn(
  tx: Database,
  context: Context,
  { raterId, assignmentId, reason, comment }: Skipping,
): Promise<void> {
  const isNew = await insertSkip(tx, { assignmentId, reason, comment, skippedAt: context.now() });
  if (!isNew) return;
  await releaseClaim(tx, context, assignmentId);
  await recordAudit(tx, context, {
    actorId: raterId,
    action: 'item skipped',
    objectId: assignmentId,
    detail: { reason },
  });
}
