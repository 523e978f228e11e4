import type { Database } from '../../db/database';

/** Why a gold item's answer is what it is, for raters in training. */
export interface GoldExplanation {
  readonly itemId: string;
  readonly explanation: string;
  readonly writtenBy: string | null;
  readonly writtenAt: number;
}

/** Ties a gold set to the dataset its items are certain examples of, or to none. */
export async function setGoldFor(db: Database, goldId: string, datasetId: string | null): Promise<void> {
  await db.run('UPDATE datasets SET gold_for = ? WHERE id = ?', datasetId, goldId);
}

export async function listExplanations(db: Database, datasetId: string): Promise<GoldExplanation[]> {
  const rows = await db.all<{
    item_id: string;
    explanation: string;
    written_by: string | null;
    written_at: number;
  }>(
    `SELECT e.item_id, e.explanation, e.written_by, e.written_at FROM gold_explanations e
     JOIN items i ON i.id = e.item_id WHERE i.dataset_id = ? ORDER BY i.line`,
    datasetId,
  );
  return rows.map((row) => ({
    itemId: row.item_id,
    explanation: JSON.parse(row.explanation) as string,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
  }));
}

export async function setExplanation(db: Database, written: GoldExplanation): Promise<void> {
  await db.run(
    `INSERT INTO gold_explanations (item_id, explanation, written_by, written_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET explanation = excluded.explanation, written_by = excluded.written_by,
       written_at = excluded.written_at`,
    written.itemId,
    JSON.stringify(written.explanation),
    written.writtenBy,
    written.writtenAt,
  );
}

export async function deleteExplanation(db: Database, itemId: string): Promise<void> {
  await db.run('DELETE FROM gold_explanations WHERE item_id = ?', itemId);
}
