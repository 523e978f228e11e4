import type { Database } from '../db/database';

/** One change of a study's state. @returns whether it is something new; false too when the study is locked */
export type StateStatement = (tx: Database, studyId: string, now: number) => Promise<boolean>;

/**
 * Locks a study until the transaction ends. Whoever lets raters join, locks a study or sets ratings aside does this
 * first, so that they take turns; raters who claim and answer do not wait for it.
 */
export async function holdStudy(tx: Database, studyId: string): Promise<void> {
  await tx.run('UPDATE studies SET locked_at = locked_at WHERE id = ?', studyId);
}

export const pauseStudy: StateStatement = async (tx, studyId, now) => {
  const { changes } = await tx.run(
    'UPDATE studies SET paused_at = ? WHERE id = ? AND paused_at IS NULL AND locked_at IS NULL',
    now,
    studyId,
  );
  return changes === 1;
};

export const resumeStudy: StateStatement = async (tx, studyId) => {
  const { changes } = await tx.run(
    'UPDATE studies SET paused_at = NULL WHERE id = ? AND paused_at IS NOT NULL AND locked_at IS NULL',
    studyId,
  );
  return changes === 1;
};

export const closeStudy: StateStatement = async (tx, studyId, now) => {
  const { changes } = await tx.run(
    'UPDATE studies SET closed_at = ? WHERE id = ? AND closed_at IS NULL AND locked_at IS NULL',
    now,
    studyId,
  );
  return changes === 1;
};

export const reopenStudy: StateStatement = async (tx, studyId) => {
  const { changes } = await tx.run(
    'UPDATE studies SET closed_at = NULL WHERE id = ? AND closed_at IS NOT NULL AND locked_at IS NULL',
    studyId,
  );
  return changes === 1;
};

/** For good: nothing sets it back. */
export const markLocked: StateStatement = async (tx, studyId, now) => {
  const { changes } = await tx.run(
    'UPDATE studies SET locked_at = ? WHERE id = ? AND locked_at IS NULL',
    now,
    studyId,
  );
  return changes === 1;
};

/** Sets the most items one rater may rate; null for no limit. */
export async function setRaterQuota(tx: Database, studyId: string, raterQuota: number | null): Promise<void> {
  await tx.run('UPDATE studies SET rater_quota = ? WHERE id = ?', raterQuota, studyId);
}
