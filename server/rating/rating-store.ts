import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import type { Answers } from '../questions/parse-answers';
import type { LabelMode } from '../studies/study-store';
import type { OwnAssignment } from './own-assignment-store';

/** One revision of a rating. */
export interface StoredRating {
  readonly id: string;
  readonly assignmentId: string;
  readonly revision: number;
  readonly comment: string | null;
  /** What the rater says is wrong with the item; null when nothing. */
  readonly flag: string | null;
  readonly answers: Answers;
}

export interface NewRating extends StoredRating {
  /** Whether the rater saw the item's choices last first. */
  readonly choicesReversed: boolean;
  readonly submissionId: string;
  readonly labelMode: LabelMode;
  readonly milliseconds: number | null;
  readonly submittedAt: number;
}

const ratingColumns = 'r.id, r.assignment_id AS "assignmentId", r.revision, r.comment, r.flag';

/** The newest revision of an assignment's rating; nothing is asked about one that still waits for its first. */
export async function findCurrentRating(
  db: Database,
  { id, state }: Pick<OwnAssignment, 'id' | 'state'>,
): Promise<StoredRating | undefined> {
  if (state === 'claimed') return undefined;
  const row = await db.get<Omit<StoredRating, 'answers'>>(
    `SELECT ${ratingColumns} FROM assignments a JOIN ratings r ON r.id = a.current_rating_id WHERE a.id = ?`,
    id,
  );
  return row && { ...row, answers: await listAnswers(db, row.id) };
}

export async function findRatingBySubmission(
  db: Database,
  submissionId: string,
): Promise<StoredRating | undefined> {
  const row = await db.get<Omit<StoredRating, 'answers'>>(
    `SELECT ${ratingColumns} FROM ratings r WHERE r.submission_id = ?`,
    submissionId,
  );
  return row && { ...row, answers: await listAnswers(db, row.id) };
}

async function listAnswers(db: Database, ratingId: string): Promise<Answers> {
  const rows = await db.all<{ question: string; value: string }>(
    'SELECT question, value FROM answers WHERE rating_id = ? ORDER BY question',
    ratingId,
  );
  return Object.fromEntries(rows.map(({ question, value }) => [question, value]));
}

export async function insertRating(tx: Database, rating: NewRating): Promise<void> {
  await tx.run(
    `INSERT INTO ratings
       (id, assignment_id, revision, submission_id, label_mode, comment, flag, choices_reversed, milliseconds,
        submitted_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    rating.id,
    rating.assignmentId,
    rating.revision,
    rating.submissionId,
    rating.labelMode,
    rating.comment,
    rating.flag,
    rating.choicesReversed ? 1 : 0,
    rating.milliseconds,
    rating.submittedAt,
  );
  const rows = Object.entries(rating.answers).map(([question, value]) => [rating.id, question, value]);
  await insertRows(tx, 'answers', ['rating_id', 'question', 'value'], rows);
}
