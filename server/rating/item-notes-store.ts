import type { Database } from '../db/database';

/** What a rater's page says about an item besides the item. */
export interface ItemNotes {
  /** What the dataset's content may do to people; empty when nothing is said. */
  readonly contentNote: string;
  readonly isSkipped: boolean;
}

/** By the dataset the item is given out under, which for a gold item is not the one it comes from. */
export async function findItemNotes(db: Database, assignmentId: string): Promise<ItemNotes> {
  const row = await db.get<{ contentNote: string; skippedAt: number | null }>(
    `SELECT d.content_note AS "contentNote", s.skipped_at AS "skippedAt" FROM assignments a
     JOIN study_datasets sd ON sd.id = a.study_dataset_id
     JOIN datasets d ON d.id = sd.dataset_id
     LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.id = ?`,
    assignmentId,
  );
  return { contentNote: row?.contentNote ?? '', isSkipped: row !== undefined && row.skippedAt !== null };
}
