import type { Database } from '../db/database';

/**
 * A study the rater is in that shares an item with this one, whose label one shows and the other must not.
 * Locks the rater until the transaction ends.
 */
export async function findClashingStudy(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<{ name: string } | undefined> {
  // Guards the rater's participations: of two studies joined at once the second waits here, then finds the first.
  await tx.run('UPDATE users SET disabled_at = disabled_at WHERE id = ?', raterId);
  return tx.get<{ name: string }>(
    `SELECT theirs.name FROM participations p
     JOIN studies theirs ON theirs.id = p.study_id
     JOIN studies joining ON joining.id = ?
       AND (joining.label_mode <> theirs.label_mode OR joining.verify_share + theirs.verify_share > 0)
     JOIN study_datasets td ON td.study_id = theirs.id
     JOIN study_datasets jd ON jd.study_id = joining.id AND jd.dataset_id = td.dataset_id
     JOIN study_items ti ON ti.study_dataset_id = td.id
     JOIN study_items ji ON ji.study_dataset_id = jd.id AND ji.item_id = ti.item_id AND ji.label_mode <> ti.label_mode
     WHERE p.rater_id = ? ORDER BY theirs.id LIMIT 1`,
    studyId,
    raterId,
  );
}
