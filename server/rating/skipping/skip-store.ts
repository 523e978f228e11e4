import type { Database } from '../../db/database';

/** Why a rater passed an item on. */
export interface Skip {
  readonly assignmentId: string;
  readonly reason: string;
  readonly comment: string | null;
  readonly skippedAt: number;
}

/** Notes that an item was skipped. @returns false when it was noted before; the first reason stands */
export async function insertSkip(tx: Database, skip: Skip): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO skips (assignment_id, reason, comment, skipped_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (assignment_id) DO NOTHING`,
    skip.assignmentId,
    skip.reason,
    skip.comment,
    skip.skippedAt,
  );
  return changes === 1;
}
