import type { Database } from '../db/database';

/** A claim that has ended, as far as taking it again depends on it. */
export interface ExpiredClaim {
  readonly studyDatasetId: string;
  readonly studyItemId: string;
  readonly isGold: boolean;
}

/** A claim that has ended without the rater having wanted it to; undefined for all others. */
export async function findOwnExpired(tx: Database, id: string): Promise<ExpiredClaim | undefined> {
  const row = await tx.get<Omit<ExpiredClaim, 'isGold'> & { isGold: 0 | 1 }>(
    `SELECT study_dataset_id AS "studyDatasetId", study_item_id AS "studyItemId", is_gold AS "isGold"
     FROM assignments a WHERE id = ? AND state = 'expired'
       AND NOT EXISTS (SELECT 1 FROM skips WHERE skips.assignment_id = a.id)`,
    id,
  );
  return row && { ...row, isGold: row.isGold === 1 };
}
