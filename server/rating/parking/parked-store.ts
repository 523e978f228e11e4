import type { Database } from '../../db/database';
import type { Answers } from '../../questions/parse-answers';

/** An answer that came after its rater's sign-in had run out. */
export interface ParkedRating {
  readonly assignmentId: string;
  readonly submissionId: string;
  readonly baseRevision: number;
  readonly answers: Answers;
  readonly comment: string | null;
  readonly flag: string | null;
  readonly parkedAt: number;
  readonly expiresAt: number;
}

type ParkedRow = Omit<ParkedRating, 'answers'> & { answers: string };

const parkedColumns = `p.assignment_id AS "assignmentId", p.submission_id AS "submissionId",
  p.base_revision AS "baseRevision", p.answers, p.comment, p.flag, p.parked_at AS "parkedAt", p.expires_at AS "expiresAt"`;

/** Whose assignment it is; undefined when it is nobody's, or none. */
export async function findRaterOf(
  db: Database,
  assignmentId: string,
): Promise<{ raterId: string } | undefined> {
  return db.get<{ raterId: string }>(
    'SELECT rater_id AS "raterId" FROM assignments WHERE id = ? AND rater_id IS NOT NULL',
    assignmentId,
  );
}

/** Keeps an answer, instead of one to the same assignment that was kept before. */
export async function replaceParked(tx: Database, parked: ParkedRating): Promise<void> {
  await tx.run(
    `INSERT INTO parked_ratings
       (assignment_id, submission_id, base_revision, answers, comment, flag, parked_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (assignment_id) DO UPDATE SET submission_id = excluded.submission_id,
       base_revision = excluded.base_revision, answers = excluded.answers, comment = excluded.comment,
       flag = excluded.flag, parked_at = excluded.parked_at, expires_at = excluded.expires_at`,
    parked.assignmentId,
    parked.submissionId,
    parked.baseRevision,
    JSON.stringify(parked.answers),
    parked.comment,
    parked.flag,
    parked.parkedAt,
    parked.expiresAt,
  );
}

/** What waits for the rater, the oldest first. */
export async function listParked(db: Database, raterId: string, now: number): Promise<ParkedRating[]> {
  const rows = await db.all<ParkedRow>(
    `SELECT ${parkedColumns} FROM parked_ratings p JOIN assignments a ON a.id = p.assignment_id
     WHERE a.rater_id = ? AND p.expires_at > ? ORDER BY p.parked_at, p.assignment_id LIMIT 20`,
    raterId,
    now,
  );
  return rows.map(toParked);
}

export async function findParked(
  db: Database,
  { assignmentId, raterId, now }: { assignmentId: string; raterId: string; now: number },
): Promise<ParkedRating | undefined> {
  const row = await db.get<ParkedRow>(
    `SELECT ${parkedColumns} FROM parked_ratings p JOIN assignments a ON a.id = p.assignment_id
     WHERE p.assignment_id = ? AND a.rater_id = ? AND p.expires_at > ?`,
    assignmentId,
    raterId,
    now,
  );
  return row && toParked(row);
}

/** @returns false when it was gone, or a newer one had taken its place */
export async function deleteParked(
  db: Database,
  { assignmentId, parkedAt }: Pick<ParkedRating, 'assignmentId' | 'parkedAt'>,
): Promise<boolean> {
  const { changes } = await db.run(
    'DELETE FROM parked_ratings WHERE assignment_id = ? AND parked_at = ?',
    assignmentId,
    parkedAt,
  );
  return changes === 1;
}

/** Removes what nobody may see any more. */
export async function deleteExpiredParked(db: Database, now: number): Promise<void> {
  await db.run('DELETE FROM parked_ratings WHERE expires_at <= ?', now);
}

function toParked(row: ParkedRow): ParkedRating {
  return { ...row, answers: JSON.parse(row.answers) as Answers };
}
