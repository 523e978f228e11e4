import type { Database } from '../db/database';
import { cannotTell } from '../questions/cannot-tell';
import type { HistoryFilter } from './history-filter';

/** What a rater did about an item, as the history shows it. */
export interface PastItem {
  readonly assignmentId: string;
  /** When it was last rated, or else skipped. */
  readonly at: number;
  /** Undefined once it is rated. */
  readonly skip: { readonly reason: string; readonly comment: string | null } | undefined;
}

/** A dataset the rater has had items of, as part of a study. */
export interface PastDataset {
  readonly studyDatasetId: string;
  readonly studyId: string;
  readonly studyName: string;
  readonly behavior: string;
}

const pastItems = `FROM assignments a
     LEFT JOIN ratings r ON r.id = a.current_rating_id
     LEFT JOIN skips s ON s.assignment_id = a.id
     WHERE a.rater_id = ? AND (a.state = 'completed' OR (a.state = 'expired' AND s.reason IS NOT NULL))
       AND (a.study_dataset_id = ? OR ? = '')
       AND (? = 'all'
         OR (? = 'flagged' AND r.flag IS NOT NULL)
         OR (? = 'skipped' AND a.state = 'expired')
         OR (? = 'cannot-tell' AND EXISTS (
           SELECT 1 FROM answers WHERE answers.rating_id = a.current_rating_id AND answers.value = ?)))`;

/** How many items the rater has rated or skipped, in the part that is looked at. */
export async function countPastItems(db: Database, raterId: string, filter: HistoryFilter): Promise<number> {
  const row = await db.get<{ items: number }>(
    `SELECT COUNT(*) AS items ${pastItems}`,
    ...parametersOf(raterId, filter),
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
  { filter, limit, offset }: { filter: HistoryFilter; limit: number; offset: number },
): Promise<PastItem[]> {
  type Row = Pick<PastItem, 'assignmentId' | 'at'> & {
    state: string;
    reason: string | null;
    comment: string | null;
  };
  const rows = await db.all<Row>(
    `SELECT a.id AS "assignmentId", a.state, s.reason, s.comment,
       COALESCE(r.submitted_at, s.skipped_at) AS at
     ${pastItems}
     ORDER BY COALESCE(r.submitted_at, s.skipped_at) DESC, a.id DESC LIMIT ? OFFSET ?`,
    ...parametersOf(raterId, filter),
    limit,
    offset,
  );
  return rows.map(({ assignmentId, at, state, reason, comment }) => ({
    assignmentId,
    at,
    skip: state === 'expired' && reason !== null ? { reason, comment } : undefined,
  }));
}

/** The datasets the rater has rated or skipped items of. A gold item belongs to the one it was mixed into. */
export async function listPastDatasets(db: Database, raterId: string): Promise<PastDataset[]> {
  return db.all<PastDataset>(
    `SELECT sd.id AS "studyDatasetId", st.id AS "studyId", st.name AS "studyName", sd.behavior
     FROM study_datasets sd JOIN studies st ON st.id = sd.study_id
     WHERE sd.id IN (
       SELECT a.study_dataset_id FROM assignments a LEFT JOIN skips s ON s.assignment_id = a.id
       WHERE a.rater_id = ? AND (a.state = 'completed' OR (a.state = 'expired' AND s.reason IS NOT NULL)))
     ORDER BY st.id DESC, sd.position`,
    raterId,
  );
}

function parametersOf(raterId: string, { studyDatasetId, kind }: HistoryFilter): string[] {
  return [raterId, studyDatasetId, studyDatasetId, kind, kind, kind, kind, cannotTell];
}
