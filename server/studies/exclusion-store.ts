import type { Database } from '../db/database';
import type { Claimant, NewAssignment } from './assignment-store';

/** Why and since when a rater's ratings are set aside in a study. */
export interface Exclusion {
  readonly reason: string;
  readonly excludedBy: string | null;
  readonly excludedAt: number;
}

/** Whether the rater's ratings in the study are set aside. */
export async function isExcluded(db: Database, { studyId, raterId }: Claimant): Promise<boolean> {
  const row = await db.get(
    'SELECT rater_id FROM exclusions WHERE study_id = ? AND rater_id = ?',
    studyId,
    raterId,
  );
  return row !== undefined;
}

/** @returns whether that is something new; the first reason stands */
export async function insertExclusion(
  tx: Database,
  { studyId, raterId, reason, excludedBy, excludedAt }: Claimant & Exclusion,
): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO exclusions (study_id, rater_id, reason, excluded_by, excluded_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (study_id, rater_id) DO NOTHING`,
    studyId,
    raterId,
    reason,
    excludedBy,
    excludedAt,
  );
  return changes === 1;
}

/** @returns whether there was one */
export async function deleteExclusion(tx: Database, { studyId, raterId }: Claimant): Promise<boolean> {
  const { changes } = await tx.run(
    'DELETE FROM exclusions WHERE study_id = ? AND rater_id = ?',
    studyId,
    raterId,
  );
  return changes === 1;
}

/**
 * Locks all items the rater has rated in the study, then the study's datasets, until the transaction ends. A
 * submission locks one item and then its dataset, and no other item: so nobody waits in a circle.
 */
export async function holdRatedItems(tx: Database, { studyId, raterId }: Claimant): Promise<void> {
  await tx.run(
    `UPDATE study_items SET outcome = outcome WHERE id IN (
       SELECT a.study_item_id FROM study_datasets sd
       JOIN assignments a ON a.rater_id = ? AND a.study_dataset_id = sd.id AND a.state = 'completed'
       WHERE sd.study_id = ? AND a.is_gold = 0)`,
    raterId,
    studyId,
  );
  await tx.run('UPDATE study_datasets SET decision = decision WHERE study_id = ?', studyId);
}

/** Lets none of the rater's ratings count. @returns the slots that they held */
export async function setRatingsAside(
  tx: Database,
  { studyId, raterId }: Claimant,
): Promise<Omit<NewAssignment, 'id'>[]> {
  return tx.all<Omit<NewAssignment, 'id'>>(
    `UPDATE assignments SET is_surplus = 1
     WHERE rater_id = ? AND state = 'completed' AND is_surplus = 0 AND is_gold = 0
       AND study_dataset_id IN (SELECT id FROM study_datasets WHERE study_id = ?)
     RETURNING study_dataset_id AS "studyDatasetId", study_item_id AS "studyItemId", position, slot`,
    raterId,
    studyId,
  );
}

/** Takes back free slots that an item rule added and that an earlier slot of the item, which is open again, makes unnecessary. */
export async function deleteSparedSlots(
  tx: Database,
  { studyItemId, overlap }: { studyItemId: string; overlap: number },
): Promise<void> {
  await tx.run(
    `DELETE FROM assignments WHERE study_item_id = ? AND state = 'free' AND slot > ? AND slot > (
       SELECT MIN(earlier.slot) FROM assignments earlier
       WHERE earlier.study_item_id = ? AND earlier.state IN ('free', 'claimed'))`,
    studyItemId,
    overlap,
    studyItemId,
  );
}

/** The rater's ratings that do not count, as far as they came before a moment; in the order of the items. */
export async function listUncounted(
  tx: Database,
  { studyId, raterId }: Claimant,
  before: number,
): Promise<{ id: string; studyItemId: string }[]> {
  return tx.all<{ id: string; studyItemId: string }>(
    `SELECT a.id, a.study_item_id AS "studyItemId" FROM study_datasets sd
     JOIN assignments a ON a.rater_id = ? AND a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     WHERE sd.study_id = ? AND a.is_surplus = 1 AND a.is_gold = 0 AND first.submitted_at < ?
     ORDER BY sd.position, a.position`,
    raterId,
    studyId,
    before,
  );
}

/** Lets a rating count again, on a slot taken with `takeFreeSlot`. */
export async function countAgain(tx: Database, { id, slot }: { id: string; slot: number }): Promise<void> {
  await tx.run(
    `UPDATE assignments SET is_surplus = 0, slot = ? WHERE id = ? AND state = 'completed' AND is_surplus = 1`,
    slot,
    id,
  );
}
