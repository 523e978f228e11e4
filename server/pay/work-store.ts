import type { Database } from '../db/database';
import type { RaterWork, WorkKind } from './work';

/** Somebody who can be paid in a study. */
export interface Payee {
  readonly raterId: string;
  readonly pseudonym: string;
  readonly username: string;
}

/** Everybody who has joined the study; programs are not paid. */
export async function listPayees(db: Database, studyId: string): Promise<Payee[]> {
  return db.all<Payee>(
    `SELECT u.id AS "raterId", u.pseudonym, u.username FROM participations p
     JOIN users u ON u.id = p.rater_id AND u.is_synthetic = 0 WHERE p.study_id = ? ORDER BY u.pseudonym`,
    studyId,
  );
}

/** The studies a rater has joined that have terms of pay, newest first. */
export async function listPaidStudies(
  db: Database,
  raterId: string,
): Promise<{ id: string; name: string }[]> {
  return db.all<{ id: string; name: string }>(
    `SELECT s.id, s.name FROM participations p JOIN studies s ON s.id = p.study_id
     WHERE p.rater_id = ? AND EXISTS (SELECT 1 FROM pay_terms t WHERE t.study_id = s.id AND t.rate <> 'none')
     ORDER BY p.joined_at DESC, s.id DESC`,
    raterId,
  );
}

interface WorkRow {
  readonly raterId: string;
  readonly id: string;
  readonly milliseconds: number | null;
  readonly submittedAt: number;
  readonly leaseUntil: number;
  readonly isGold: 0 | 1;
  readonly isSurplus: 0 | 1;
}

const workColumns = `r.id, r.milliseconds, r.submitted_at AS "submittedAt", a.lease_until AS "leaseUntil",
  a.is_gold AS "isGold", a.is_surplus AS "isSurplus"`;

/** What everybody has rated in a study, whether it counts or not: first revisions only. */
export async function listRatedWork(db: Database, studyId: string): Promise<RaterWork[]> {
  const rows = await db.all<WorkRow>(
    `SELECT a.rater_id AS "raterId", ${workColumns} FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings r ON r.assignment_id = a.id AND r.revision = 1
     WHERE sd.study_id = ?`,
    studyId,
  );
  return rows.map(toWork);
}

/** The same of one rater. */
export async function listRatedWorkOf(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<RaterWork[]> {
  const rows = await db.all<WorkRow>(
    `SELECT a.rater_id AS "raterId", ${workColumns} FROM study_datasets sd
     JOIN assignments a ON a.rater_id = ? AND a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings r ON r.assignment_id = a.id AND r.revision = 1
     WHERE sd.study_id = ?`,
    raterId,
    studyId,
  );
  return rows.map(toWork);
}

/** What has happened since a rating of the rater: what makes earnings that were computed then complete. */
export interface NewWork {
  /** How many items of the study the rater has rated. */
  readonly completed: number;
  /** The study's newest terms of pay; null when it has none. */
  readonly newestTermsId: string | null;
  readonly works: readonly RaterWork[];
}

/** One statement, because every rating page asks. @param after the newest rating that is known; '' for none */
export async function findNewWork(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
  after: string,
): Promise<NewWork | undefined> {
  // Ids sort by time; an edit makes the current rating newer, but not the first one.
  const rows = await db.all<Omit<WorkRow, 'id'> & { id: string | null } & Omit<NewWork, 'works'>>(
    `SELECT p.completed, p.rater_id AS "raterId",
       (SELECT MAX(t.id) FROM pay_terms t WHERE t.study_id = p.study_id) AS "newestTermsId", ${workColumns}
     FROM participations p
     LEFT JOIN assignments a ON a.rater_id = p.rater_id AND a.current_rating_id > ?
     LEFT JOIN study_datasets sd ON sd.id = a.study_dataset_id AND sd.study_id = p.study_id
     LEFT JOIN ratings r ON r.assignment_id = a.id AND r.revision = 1 AND r.id > ? AND sd.id IS NOT NULL
     WHERE p.study_id = ? AND p.rater_id = ?`,
    after,
    after,
    studyId,
    raterId,
  );
  const [first] = rows;
  if (!first) return undefined;
  const works = rows.flatMap((row) => (row.id === null ? [] : [toWork({ ...row, id: row.id })]));
  return { completed: first.completed, newestTermsId: first.newestTermsId, works };
}

function toWork({ raterId, id, milliseconds, submittedAt, ...row }: WorkRow): RaterWork {
  const servedAt = milliseconds === null ? null : submittedAt - milliseconds;
  return { raterId, id, kind: kindOf({ submittedAt, ...row }), servedAt, submittedAt };
}

function kindOf(row: Omit<WorkRow, 'raterId' | 'id' | 'milliseconds'>): WorkKind {
  if (row.isGold === 1) return 'gold';
  if (row.submittedAt >= row.leaseUntil) return 'late';
  return row.isSurplus === 1 ? 'surplus' : 'rated';
}
