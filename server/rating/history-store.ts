import type { Database } from '../db/database';

/** What a rater did about an item, as the history shows it. */
export interface PastItem {
  readonly assignmentId: string;
  /** When it was last rated, or else skipped. */
  readonly at: number;
  /** Undefined once it is rated. */
  readonly skip: { readonly reason: string; readonly comment: string | null } | undefined;
}

/** How many items the rater has rated or skipped. */
export async function countPastItems(db: Database, raterId: string): Promise<number> {
  const row = await db.get<{ items: number }>(
    `SELECT COUNT(*) AS items FROM assignments a LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.rater_id = ? AND (a.state = 'completed' OR (a.state = 'expired' AND s.reason IS NOT NULL))`,
    raterId,
  );
  return row?.items ?? 0;
}

/** The assignment of a study that the rater rated last; undefined before the first. */
export async function findLastRated(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<string | undefined> {
  const row = await db.get<{ id: string }>(
    `SELECT a.id FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.rater_id = ? AND a.state = 'completed'
     JOIN ratings r ON r.assignment_id = a.id AND r.revision = 1
     WHERE sd.study_id = ? ORDER BY r.submitted_at DESC, r.id DESC LIMIT 1`,
    raterId,
    studyId,
  );
  return row?.id;
}

/** The items the rater has rated or skipped, the last one first. */
export async function listPastItems(
  db: Database,
  raterId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<PastItem[]> {
  type Row = Pick<PastItem, 'assignmentId' | 'at'> & {
    state: string;
    reason: string | null;
    comment: string | null;
  };
  const rows = await db.all<Row>(
    `SELECT a.id AS "assignmentId", a.state, s.reason, s.comment,
       COALESCE(r.submitted_at, s.skipped_at) AS at
     FROM assignments a
     LEFT JOIN ratings r ON r.id = a.current_rating_id
     LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.rater_id = ? AND (a.state = 'completed' OR (a.state = 'expired' AND s.reason IS NOT NULL))
     ORDER BY COALESCE(r.submitted_at, s.skipped_at) DESC, a.id DESC LIMIT ? OFFSET ?`,
    raterId,
    limit,
    offset,
  );
  return rows.map(({ assignmentId, at, state, reason, comment }) => ({
    assignmentId,
    at,
    skip: state === 'expired' && reason !== null ? { reason, comment } : undefined,
  }));
}
