import type { Database } from '../../db/database';
import type { PayEntry } from './ledger';

const entryColumns = `id, study_id AS "studyId", rater_id AS "raterId", kind, amount, batch_id AS "batchId",
  rejection_id AS "rejectionId", words, created_by AS "createdBy", created_at AS "createdAt"`;

/** What was done about pay in a study, in order. */
export async function listPayEntries(db: Database, studyId: string): Promise<PayEntry[]> {
  return db.all<PayEntry>(`SELECT ${entryColumns} FROM pay_entries WHERE study_id = ? ORDER BY id`, studyId);
}

/** The same about one rater. */
export async function listPayEntriesOf(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<PayEntry[]> {
  return db.all<PayEntry>(
    `SELECT ${entryColumns} FROM pay_entries WHERE study_id = ? AND rater_id = ? ORDER BY id`,
    studyId,
    raterId,
  );
}

/** What was decided about a rater's pay in all studies, as the rater may read it. */
export async function listOwnPayEntries(
  db: Database,
  raterId: string,
): Promise<{ study: string; kind: string; amount: number | null; words: string | null; at: number }[]> {
  return db.all(
    `SELECT s.name AS study, e.kind, e.amount, e.words, e.created_at AS at
     FROM pay_entries e JOIN studies s ON s.id = e.study_id WHERE e.rater_id = ? ORDER BY e.id`,
    raterId,
  );
}

/** A rejection; undefined for what is something else. */
export async function findRejection(db: Database, id: string): Promise<PayEntry | undefined> {
  return db.get<PayEntry>(`SELECT ${entryColumns} FROM pay_entries WHERE id = ? AND kind = 'rejection'`, id);
}

/** @returns false when the batch has paid the rater, the rejection was appealed, or the appeal was answered before */
export async function insertPayEntry(tx: Database, entry: PayEntry): Promise<boolean> {
  // Guards against doing the same twice at once: the unique indexes let the first one stand.
  const { changes } = await tx.run(
    `INSERT INTO pay_entries
       (id, study_id, rater_id, kind, amount, batch_id, rejection_id, words, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    entry.id,
    entry.studyId,
    entry.raterId,
    entry.kind,
    entry.amount,
    entry.batchId,
    entry.rejectionId,
    entry.words,
    entry.createdBy,
    entry.createdAt,
  );
  return changes === 1;
}
