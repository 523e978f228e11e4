import type { Reads } from '../../db/reads';

export async function countStudyItems(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM study_items');
  return row?.count ?? 0;
}

/** Whether an assignment stands on one of its item's slots. */
const isCounted = 'a.is_surplus = 0 AND a.is_gold = 0';

export interface OverfilledItem {
  readonly studyItemId: string;
  readonly held: number;
}

/** Items of a study that more raters hold or have rated than may. */
export async function listOverfilledItems(
  db: Reads,
  { studyId, most }: { studyId: string; most: number },
  limit: number,
): Promise<OverfilledItem[]> {
  return db.all<OverfilledItem>(
    `SELECT a.study_item_id AS "studyItemId", COUNT(*) AS held
     FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id
     WHERE sd.study_id = ? AND a.state IN ('claimed', 'completed') AND ${isCounted}
     GROUP BY a.study_item_id HAVING COUNT(*) > ?
     ORDER BY a.study_item_id LIMIT ?`,
    studyId,
    most,
    limit,
  );
}

export interface SharedSlot {
  readonly studyItemId: string;
  readonly slot: number;
}

/** Slots that are there more than once. */
export async function listSharedSlots(db: Reads, limit: number): Promise<SharedSlot[]> {
  return db.all<SharedSlot>(
    `SELECT a.study_item_id AS "studyItemId", a.slot FROM assignments a
     WHERE a.state <> 'expired' AND ${isCounted}
     GROUP BY a.study_item_id, a.slot HAVING COUNT(*) > 1
     ORDER BY a.study_item_id, a.slot LIMIT ?`,
    limit,
  );
}

export interface RepeatedRater {
  readonly studyItemId: string;
  readonly raterId: string;
  readonly assignments: number;
}

/** How many assignments somebody was ever given. */
export async function countGivenAssignments(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>(
    'SELECT COUNT(*) AS count FROM assignments WHERE rater_id IS NOT NULL',
  );
  return row?.count ?? 0;
}

/** Raters who were given the same item more than once. */
export async function listRepeatedRaters(db: Reads, limit: number): Promise<RepeatedRater[]> {
  return db.all<RepeatedRater>(
    `SELECT study_item_id AS "studyItemId", rater_id AS "raterId", COUNT(*) AS assignments
     FROM assignments WHERE rater_id IS NOT NULL
     GROUP BY study_item_id, rater_id HAVING COUNT(*) > 1
     ORDER BY study_item_id, rater_id LIMIT ?`,
    limit,
  );
}
