import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';

/** A tag of a dataset in one of the rater's studies, and what the dataset's content may do to people. */
export interface TaggedContent {
  readonly tag: string;
  readonly contentNote: string;
}

/** The tags of all datasets in the studies the rater has joined. */
export async function listJoinedContent(db: Database, raterId: string): Promise<TaggedContent[]> {
  return db.all<TaggedContent>(
    `SELECT DISTINCT t.tag, d.content_note AS "contentNote" FROM participations p
     JOIN study_datasets sd ON sd.study_id = p.study_id
     JOIN datasets d ON d.id = sd.dataset_id
     JOIN dataset_tags t ON t.dataset_id = d.id
     WHERE p.rater_id = ?`,
    raterId,
  );
}

/** What may be in the items of a study: the notes of its datasets, each once. */
export async function listContentNotes(db: Database, studyId: string): Promise<string[]> {
  const rows = await db.all<{ contentNote: string }>(
    `SELECT DISTINCT d.content_note AS "contentNote" FROM study_datasets sd
     JOIN datasets d ON d.id = sd.dataset_id
     WHERE sd.study_id = ? AND d.content_note <> ''`,
    studyId,
  );
  // The engines sort text differently, and the order of the datasets is none of the rater's business.
  return rows.map(({ contentNote }) => contentNote).sort();
}

/** The tags of content the rater does not want to see. */
export async function listOptOuts(db: Database, raterId: string): Promise<string[]> {
  const rows = await db.all<{ tag: string }>('SELECT tag FROM opt_outs WHERE rater_id = ?', raterId);
  return rows.map(({ tag }) => tag).sort();
}

/** Replaces what the rater has chosen before. Call it inside a transaction. */
export async function replaceOptOuts(tx: Database, raterId: string, tags: readonly string[]): Promise<void> {
  await tx.run('DELETE FROM opt_outs WHERE rater_id = ?', raterId);
  const rows = tags.map((tag) => [raterId, tag]);
  await insertRows(tx, 'opt_outs', ['rater_id', 'tag'], rows);
}

/** What the rater holds of content that the rater does not want to see. */
export async function listUnwantedClaims(tx: Database, raterId: string): Promise<{ id: string }[]> {
  return tx.all<{ id: string }>(
    `SELECT a.id FROM assignments a JOIN study_datasets sd ON sd.id = a.study_dataset_id
     WHERE a.rater_id = ? AND a.state = 'claimed' AND EXISTS (
       SELECT 1 FROM opt_outs o JOIN dataset_tags t ON t.tag = o.tag AND t.dataset_id = sd.dataset_id
       WHERE o.rater_id = a.rater_id)
     ORDER BY a.id`,
    raterId,
  );
}

/** Locks the rater's places in all studies until the transaction ends, so that no claim comes in between. */
export async function lockAllParticipations(tx: Database, raterId: string, now: number): Promise<void> {
  await tx.run('UPDATE participations SET seen_at = ? WHERE rater_id = ?', now, raterId);
}
