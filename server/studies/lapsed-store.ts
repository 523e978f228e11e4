import type { Database } from '../db/database';
import type { Claim, Claimant, NewAssignment } from './assignment-store';

/** A claim that has ended without an answer, and the slot that is free by it; gold items have no slots. */
export interface EndedClaim extends Omit<NewAssignment, 'id'> {
  readonly isGold: boolean;
}

type EndedClaimRow = Omit<EndedClaim, 'isGold'> & { isGold: 0 | 1 };

const endedColumns =
  'study_dataset_id AS "studyDatasetId", study_item_id AS "studyItemId", position, slot, is_gold AS "isGold"';

/** Claims of others, in any study, whose lease has run out. */
export async function listLapsedClaims(
  db: Database,
  raterId: string,
  now: number,
): Promise<{ id: string }[]> {
  return db.all<{ id: string }>(
    `SELECT id FROM assignments WHERE state = 'claimed' AND lease_until <= ? AND rater_id <> ?
     ORDER BY lease_until, id LIMIT 100`,
    now,
    raterId,
  );
}

/** Everything that is held in the study, and by whom. */
export async function listHeldClaims(
  db: Database,
  studyId: string,
): Promise<{ id: string; raterId: string }[]> {
  return db.all<{ id: string; raterId: string }>(
    `SELECT a.id, a.rater_id AS "raterId" FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'claimed'
     WHERE sd.study_id = ? ORDER BY a.id`,
    studyId,
  );
}

/**
 * Ends a claim whose lease ran out at `leaseEnd` or before.
 * @returns what it held; undefined when it was answered or renewed
 */
export async function expireClaim(
  tx: Database,
  id: string,
  leaseEnd: number,
): Promise<EndedClaim | undefined> {
  // The conditions again: the rater may have answered or come back since the claim was listed.
  const [row] = await tx.all<EndedClaimRow>(
    `UPDATE assignments SET state = 'expired' WHERE id = ? AND state = 'claimed' AND lease_until <= ?
     RETURNING ${endedColumns}`,
    id,
    leaseEnd,
  );
  return row && { ...row, isGold: row.isGold === 1 };
}

/** Ends a claim whatever its lease. @returns what it held; undefined when it was answered or had ended */
export async function endClaim(tx: Database, id: string): Promise<EndedClaim | undefined> {
  const [row] = await tx.all<EndedClaimRow>(
    `UPDATE assignments SET state = 'expired' WHERE id = ? AND state = 'claimed' RETURNING ${endedColumns}`,
    id,
  );
  return row && { ...row, isGold: row.isGold === 1 };
}

/**
 * The rater's own expired claims on items that have a free slot, the oldest first; skipped ones are not among them,
 * nor those with content the rater does not want to see.
 */
export async function listOwnExpired(
  tx: Database,
  { studyId, raterId }: Claimant,
): Promise<{ id: string; studyItemId: string }[]> {
  return tx.all<{ id: string; studyItemId: string }>(
    `SELECT a.id, a.study_item_id AS "studyItemId" FROM study_datasets sd
     JOIN assignments a ON a.rater_id = ? AND a.study_dataset_id = sd.id AND a.state = 'expired'
     WHERE sd.study_id = ? AND sd.decision IS NULL AND EXISTS (
       SELECT 1 FROM assignments f WHERE f.study_item_id = a.study_item_id AND f.state = 'free')
       AND NOT EXISTS (SELECT 1 FROM skips WHERE skips.assignment_id = a.id)
       AND NOT EXISTS (
         SELECT 1 FROM opt_outs o JOIN dataset_tags t ON t.tag = o.tag AND t.dataset_id = sd.dataset_id
         WHERE o.rater_id = a.rater_id)
     ORDER BY a.claimed_at, a.position`,
    raterId,
    studyId,
  );
}

/**
 * Removes a free slot of the item, to be filled by an expired claim on it.
 * @returns the slot's number; undefined when others have them all
 */
export async function takeFreeSlot(tx: Database, studyItemId: string): Promise<number | undefined> {
  const free = await tx.all<{ id: string; slot: number }>(
    `SELECT id, slot FROM assignments WHERE study_item_id = ? AND state = 'free' ORDER BY slot`,
    studyItemId,
  );
  for (const { id, slot } of free) {
    // Only while it is free; a rater who is claiming it at this moment keeps it.
    const { changes } = await tx.run(`DELETE FROM assignments WHERE id = ? AND state = 'free'`, id);
    if (changes === 1) return slot;
  }
  return undefined;
}

/** Turns an expired claim into one again, on a slot taken with `takeFreeSlot`. */
export async function reviveClaim(tx: Database, claim: Claim & { slot: number }): Promise<void> {
  await tx.run(
    `UPDATE assignments SET state = 'claimed', slot = ?, claimed_at = ?, lease_until = ?
     WHERE id = ? AND state = 'expired'`,
    claim.slot,
    claim.claimedAt,
    claim.leaseUntil,
    claim.id,
  );
}

/**
 * Keeps the answer to an expired claim: on a slot taken with `takeFreeSlot`, or else as surplus. A gold item needs
 * no slot.
 */
export async function completeLate(
  tx: Database,
  { id, ratingId, slot }: { id: string; ratingId: string; slot: number | undefined },
): Promise<void> {
  await tx.run(
    `UPDATE assignments SET state = 'completed', current_rating_id = ?, slot = COALESCE(?, slot),
       is_surplus = CASE WHEN is_gold = 1 THEN 0 ELSE ? END
     WHERE id = ? AND state = 'expired'`,
    ratingId,
    slot ?? null,
    slot === undefined ? 1 : 0,
    id,
  );
}
