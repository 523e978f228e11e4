import { placeholders } from '../../db/placeholders';
import type { Reads } from '../../db/reads';

/** What the checks need to know of a study, as it is stored. */
export interface CheckedStudy {
  readonly id: string;
  readonly overlap: number;
  /** JSON. */
  readonly questions: string;
  readonly stopping: string;
}

export async function listCheckedStudies(db: Reads): Promise<CheckedStudy[]> {
  return db.all<CheckedStudy>('SELECT id, overlap, questions, stopping FROM studies ORDER BY id');
}

export async function countRatings(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM ratings');
  return row?.count ?? 0;
}

export interface BrokenRevisions {
  readonly assignmentId: string;
  readonly revisions: number;
  readonly first: number;
  readonly last: number;
}

/** Assignments whose revisions are not 1, 2, 3 and so on. */
export async function listBrokenRevisions(db: Reads, limit: number): Promise<BrokenRevisions[]> {
  return db.all<BrokenRevisions>(
    `SELECT assignment_id AS "assignmentId", COUNT(*) AS revisions, MIN(revision) AS first, MAX(revision) AS last
     FROM ratings GROUP BY assignment_id
     HAVING MIN(revision) <> 1 OR MAX(revision) <> COUNT(*)
     ORDER BY assignment_id LIMIT ?`,
    limit,
  );
}

export async function countCompleted(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>(
    "SELECT COUNT(*) AS count FROM assignments WHERE state = 'completed'",
  );
  return row?.count ?? 0;
}

/** Completed assignments whose current rating is not their newest, or not theirs, or nowhere. */
export async function listWrongCurrentRatings(db: Reads, limit: number): Promise<{ id: string }[]> {
  return db.all<{ id: string }>(
    `SELECT a.id FROM assignments a
     LEFT JOIN ratings r ON r.id = a.current_rating_id AND r.assignment_id = a.id
     WHERE a.state = 'completed' AND (r.id IS NULL OR EXISTS (
       SELECT 1 FROM ratings newer WHERE newer.assignment_id = a.id AND newer.revision > r.revision))
     ORDER BY a.id LIMIT ?`,
    limit,
  );
}

/** Ratings of assignments that nobody has completed. */
export async function listStrayRatings(db: Reads, limit: number): Promise<{ id: string }[]> {
  return db.all<{ id: string }>(
    `SELECT r.id FROM ratings r JOIN assignments a ON a.id = r.assignment_id
     WHERE a.state <> 'completed' ORDER BY r.id LIMIT ?`,
    limit,
  );
}

/** Ratings that were made in another label mode than their item is rated in. */
export async function listOtherModes(db: Reads, limit: number): Promise<{ id: string }[]> {
  return db.all<{ id: string }>(
    `SELECT r.id FROM study_items si
     JOIN assignments a ON a.study_item_id = si.id
     JOIN ratings r ON r.assignment_id = a.id AND r.label_mode <> si.label_mode
     ORDER BY r.id LIMIT ?`,
    limit,
  );
}

/** Ratings that do not answer just these questions of their study, each once. */
export async function listIncompleteRatings(
  db: Reads,
  { studyId, questions }: { studyId: string; questions: readonly string[] },
  limit: number,
): Promise<{ id: string }[]> {
  // Each question of the study counts one; any other makes the sum wrong, however many there are.
  return db.all<{ id: string }>(
    `SELECT r.id FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id
     JOIN ratings r ON r.assignment_id = a.id
     WHERE sd.study_id = ? AND COALESCE(
       (SELECT SUM(CASE WHEN w.question IN (${placeholders(questions)}) THEN 1 ELSE 1000 END)
        FROM answers w WHERE w.rating_id = r.id), 0) <> ?
     ORDER BY r.id LIMIT ?`,
    studyId,
    ...questions,
    questions.length,
    limit,
  );
}
