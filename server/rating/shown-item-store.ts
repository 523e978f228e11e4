import { toItem, type Item, type ItemRow } from '../datasets/item-store';
import type { Database } from '../db/database';

/** What a rater's page shows of an assignment besides its study and its rating. */
export interface ShownItem {
  readonly item: Item;
  /** What the dataset's content may do to people; empty when nothing is said. */
  readonly contentNote: string;
  readonly isSkipped: boolean;
  /** How many items of the study the rater has rated. */
  readonly completed: number;
}

/**
 * One statement, because every page and every submission asks. The note is that of the dataset the item is given out
 * under, which for a gold item is not the one it comes from.
 */
export async function findShownItem(db: Database, assignmentId: string): Promise<ShownItem | undefined> {
  const row = await db.get<ItemRow & { contentNote: string; skippedAt: number | null; completed: number }>(
    `SELECT i.*, d.content_note AS "contentNote", s.skipped_at AS "skippedAt", p.completed FROM assignments a
     JOIN study_items si ON si.id = a.study_item_id
     JOIN items i ON i.id = si.item_id
     JOIN study_datasets sd ON sd.id = a.study_dataset_id
     JOIN datasets d ON d.id = sd.dataset_id
     JOIN participations p ON p.study_id = sd.study_id AND p.rater_id = a.rater_id
     LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.id = ?`,
    assignmentId,
  );
  if (!row) return undefined;
  const { contentNote, skippedAt, completed, ...item } = row;
  return { item: toItem(item), contentNote, isSkipped: skippedAt !== null, completed };
}
