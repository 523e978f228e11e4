import type { Database } from '../db/database';
import type { Claimant } from '../studies/assignment-store';

/** A study as one of its raters finds it in the queue. */
export interface JoinedStudy {
  readonly id: string;
  readonly name: string;
  readonly datasets: number;
}

/** The studies the rater has joined, newest first. */
export async function listJoinedStudies(db: Database, raterId: string): Promise<JoinedStudy[]> {
  return db.all<JoinedStudy>(
    `SELECT s.id, s.name, (SELECT COUNT(*) FROM study_datasets sd WHERE sd.study_id = s.id) AS datasets
     FROM participations p JOIN studies s ON s.id = p.study_id
     WHERE p.rater_id = ? ORDER BY p.joined_at DESC, s.id DESC`,
    raterId,
  );
}

/**
 * Whether others hold items of the study that the rater never had and may be given, of which one may come back; the
 * same of those whose lease has run out.
 */
export async function isHeldByOthers(
  db: Database,
  { studyId, raterId }: Claimant,
  lapsedAt: number,
): Promise<boolean> {
  const row = await db.get(
    `SELECT a.id FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'claimed' AND a.is_gold = 0
     WHERE sd.study_id = ? AND sd.decision IS NULL AND a.rater_id <> ? AND a.lease_until <= ? AND NOT EXISTS (
       SELECT 1 FROM assignments mine
       WHERE mine.study_item_id = a.study_item_id AND mine.rater_id = ? AND (mine.state <> 'expired'
         OR EXISTS (SELECT 1 FROM skips WHERE skips.assignment_id = mine.id)))
       AND NOT EXISTS (
         SELECT 1 FROM opt_outs o JOIN dataset_tags t ON t.tag = o.tag AND t.dataset_id = sd.dataset_id
         WHERE o.rater_id = ?)
     LIMIT 1`,
    studyId,
    raterId,
    lapsedAt,
    raterId,
    raterId,
  );
  return row !== undefined;
}

/** How many items the rater has rated since a moment; edits are not counted again. */
export async function countRatedSince(db: Database, raterId: string, since: number): Promise<number> {
  const row = await db.get<{ rated: number }>(
    `SELECT COUNT(*) AS rated FROM assignments a JOIN ratings r ON r.assignment_id = a.id
     WHERE a.rater_id = ? AND r.revision = 1 AND r.submitted_at >= ?`,
    raterId,
    since,
  );
  return row?.rated ?? 0;
}
