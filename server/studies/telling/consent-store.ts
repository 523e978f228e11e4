import type { Database } from '../../db/database';

export type ConsentDecision = 'accepted' | 'declined';

export async function findConsent(
  db: Database,
  { raterId, textId }: { raterId: string; textId: string },
): Promise<ConsentDecision | undefined> {
  const row = await db.get<{ decision: ConsentDecision }>(
    'SELECT decision FROM consents WHERE rater_id = ? AND text_id = ?',
    raterId,
    textId,
  );
  return row?.decision;
}

/** What the rater was asked to agree to, and answered, in the order of the answers. */
export async function listOwnConsents(
  db: Database,
  raterId: string,
): Promise<{ study: string; version: number; text: string; decision: ConsentDecision; decidedAt: number }[]> {
  return db.all(
    `SELECT s.name AS study, t.version, t.content AS text, c.decision, c.decided_at AS "decidedAt"
     FROM consents c JOIN study_texts t ON t.id = c.text_id JOIN studies s ON s.id = t.study_id
     WHERE c.rater_id = ? ORDER BY c.decided_at, c.text_id`,
    raterId,
  );
}

/** Who declined may accept later; who accepted and comes again changes nothing. */
export async function recordConsent(
  tx: Database,
  given: { raterId: string; textId: string; decision: ConsentDecision; decidedAt: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO consents (rater_id, text_id, decision, decided_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (rater_id, text_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at
     WHERE consents.decision <> excluded.decision`,
    given.raterId,
    given.textId,
    given.decision,
    given.decidedAt,
  );
}

/** How many raters accepted and declined each version of a study's consent. */
export async function countConsents(
  db: Database,
  studyId: string,
): Promise<{ textId: string; decision: ConsentDecision; raters: number }[]> {
  return db.all(
    `SELECT c.text_id AS "textId", c.decision, COUNT(*) AS raters FROM consents c
     JOIN study_texts t ON t.id = c.text_id WHERE t.study_id = ? GROUP BY c.text_id, c.decision`,
    studyId,
  );
}
