import type { Database } from '../db/database';
import type { RaterWork } from './work';

type Row = Omit<RaterWork, 'kind'>;

/**
 * Paid work that is no rating: answers to training items, right or wrong, and visits from a panel that ended without
 * any.
 * @param only one rater's
 */
export async function listOtherWork(db: Database, studyId: string, only?: string): Promise<RaterWork[]> {
  const training = await db.all<Row>(
    `SELECT a.run_id || ' ' || a.training_item_id AS id, t.rater_id AS "raterId", a.served_at AS "servedAt",
       a.answered_at AS "submittedAt"
     FROM training_runs t JOIN training_answers a ON a.run_id = t.id AND a.answered_at IS NOT NULL
     WHERE t.study_id = ? AND t.rater_id = COALESCE(?, t.rater_id) ORDER BY a.answered_at, id`,
    studyId,
    only ?? null,
  );
  const screened = await db.all<Omit<Row, 'servedAt'>>(
    `SELECT v.user_id AS id, v.user_id AS "raterId", v.finished_at AS "submittedAt"
     FROM panels p JOIN panel_visits v ON v.panel_id = p.id AND v.outcome = 'screened out'
     WHERE p.study_id = ? AND v.user_id = COALESCE(?, v.user_id) ORDER BY v.finished_at, v.user_id`,
    studyId,
    only ?? null,
  );
  return [
    ...training.map((row) => ({ ...row, kind: 'training' as const })),
    ...screened.map((row) => ({ ...row, servedAt: null, kind: 'screened out' as const })),
  ];
}
