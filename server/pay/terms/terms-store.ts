import type { Database } from '../../db/database';
import type { PayTerms } from './pay-terms';

/** All terms a study has had, in the order in which they came to hold. */
export async function listPayTerms(db: Database, studyId: string): Promise<PayTerms[]> {
  return db.all<PayTerms>(
    `SELECT id, study_id AS "studyId", valid_from AS "validFrom", rate, amount, currency,
       estimated_seconds AS "estimatedSeconds", floor_per_hour AS "floorPerHour", idle_seconds AS "idleSeconds",
       training_amount AS "trainingAmount", screen_out_amount AS "screenOutAmount", created_by AS "createdBy",
       created_at AS "createdAt"
     FROM pay_terms WHERE study_id = ? ORDER BY valid_from, id`,
    studyId,
  );
}

/** Holds back others who change what the study pays, until the transaction ends. */
export async function lockPayTerms(tx: Database, studyId: string): Promise<void> {
  await tx.run('UPDATE studies SET name = name WHERE id = ?', studyId);
}

export async function insertPayTerms(tx: Database, terms: PayTerms): Promise<void> {
  await tx.run(
    `INSERT INTO pay_terms (id, study_id, valid_from, rate, amount, currency, estimated_seconds, floor_per_hour,
       idle_seconds, training_amount, screen_out_amount, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    terms.id,
    terms.studyId,
    terms.validFrom,
    terms.rate,
    terms.amount,
    terms.currency,
    terms.estimatedSeconds,
    terms.floorPerHour,
    terms.idleSeconds,
    terms.trainingAmount,
    terms.screenOutAmount,
    terms.createdBy,
    terms.createdAt,
  );
}
