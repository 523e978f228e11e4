import type { Context } from '../context';
import type { Database } from '../db/database';
import { NotFound } from '../errors';
import { findClaim, isOpenDataset, renewClaim, type Claimant } from '../studies/assignment-store';
import { reviveClaim, takeFreeSlot } from '../studies/lapsed-store';
import { lockPlaceOfAssignment, type Place } from '../studies/participation-store';
import { loadStudy } from '../studies/study-store';
import { leaseUntil } from './lease';
import { findOwnExpired } from './lease-store';
import { loadOwnAssignment } from './own-assignment-store';
import { isSessionOver } from './panel-session/end-session';
import { mayTakeMore } from './work-state';

/**
 * Gives a rater a fresh lease on an item. One that has run out is given again while the item has a free slot and the
 * rater could be given it as new.
 * @returns whether the item is the rater's now
 * @throws NotFound when the assignment is not the rater's
 */
export async function keepLonger(
  context: Context,
  own: { assignmentId: string; raterId: string },
): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const now = context.now();
    const place = await lockPlaceOfAssignment(tx, { ...own, now });
    if (!place) throw new NotFound();
    const claimant = { studyId: place.studyId, raterId: own.raterId };
    const { id, state, claimedAt } = await loadOwnAssignment(tx, own);
    const lease = { id, claimedAt, leaseUntil: leaseUntil(now) };
    if (state === 'claimed' && (await renewClaim(tx, lease))) return true;
    return state === 'expired' && takeAgain(tx, context, { claimant, place, id, now });
  });
}

async function takeAgain(
  tx: Database,
  context: Context,
  { claimant, place, id, now }: { claimant: Claimant; place: Place; id: string; now: number },
): Promise<boolean> {
  if (!mayTakeMore(await loadStudy(tx, claimant.studyId), place)) return false;
  if (await isSessionOver(tx, context, claimant, place.completed)) return false;
  // Whoever holds another item by now keeps that one alone.
  if (await findClaim(tx, claimant)) return false;
  const expired = await findOwnExpired(tx, id);
  if (!expired || !(await isOpenDataset(tx, { ...claimant, ...expired }))) return false;
  const slot = expired.isGold ? 0 : await takeFreeSlot(tx, expired.studyItemId);
  if (slot === undefined) return false;
  await reviveClaim(tx, { id, slot, claimedAt: now, leaseUntil: leaseUntil(now) });
  return true;
}
