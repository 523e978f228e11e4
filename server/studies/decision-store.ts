import type { Database } from '../db/database';

export type Decision = 'above' | 'below';

/** What the sequential test of a dataset of a study came to, and when. */
export interface DatasetDecision {
  readonly studyDatasetId: string;
  readonly decision: Decision;
  readonly decidedAt: number;
}

/** The datasets of a study that are decided. */
export async function listDatasetDecisions(db: Database, studyId: string): Promise<DatasetDecision[]> {
  return db.all<DatasetDecision>(
    `SELECT id AS "studyDatasetId", decision, decided_at AS "decidedAt" FROM study_datasets
     WHERE study_id = ? AND decision IS NOT NULL ORDER BY position`,
    studyId,
  );
}
