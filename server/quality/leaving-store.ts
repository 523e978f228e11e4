import type { Database } from '../db/database';
import type { Withdrawal } from '../studies/study-store';

/** A study that a rater is in, as far as leaving it goes. */
export interface LeftStudyRow {
  readonly studyId: string;
  readonly name: string;
  readonly ratings: number;
  readonly withdrawal: Withdrawal;
  readonly lockedAt: number | null;
}

/** The studies the rater has joined, in the order of their ids. */
export async function listLeftStudies(db: Database, raterId: string): Promise<LeftStudyRow[]> {
  return db.all<LeftStudyRow>(
    `SELECT s.id AS "studyId", s.name, p.completed AS ratings, s.withdrawal, s.locked_at AS "lockedAt"
     FROM participations p JOIN studies s ON s.id = p.study_id WHERE p.rater_id = ? ORDER BY s.id`,
    raterId,
  );
}
