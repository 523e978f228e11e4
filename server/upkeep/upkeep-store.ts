import type { Database } from '../db/database';

/** When the newest event of the audit happened, by the clock of then; undefined before the first. */
export async function findNewestEventTime(db: Database): Promise<number | undefined> {
  const row = await db.get<{ at: number }>('SELECT at FROM audit_events ORDER BY id DESC LIMIT 1');
  return row?.at;
}
