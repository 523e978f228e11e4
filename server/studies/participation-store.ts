import type { Database } from '../db/database';

/** A rater's place in a study and the order in which that rater gets its datasets and items. */
export interface Participation {
  readonly studyId: string;
  readonly raterId: string;
  readonly multiplier: number;
  readonly increment: number;
  readonly joinedAt: number;
}

/** Does nothing when the rater has joined before. Whoever comes while the study has training must take it. */
export async function insertParticipation(
  db: Database,
  participation: Participation,
): Promise<{ isNew: boolean }> {
  const { studyId, raterId, multiplier, increment, joinedAt } = participation;
  const { changes } = await db.run(
    `INSERT INTO participations (study_id, rater_id, multiplier, increment, joined_at, seen_at, training)
     VALUES (?, ?, ?, ?, ?, ?, (
       SELECT CASE COUNT(*) WHEN 0 THEN 'not needed' ELSE 'required' END FROM training_sets
       WHERE study_id = ? AND opened_at IS NOT NULL)) ON CONFLICT (study_id, rater_id) DO NOTHING`,
    studyId,
    raterId,
    multiplier,
    increment,
    joinedAt,
    joinedAt,
    studyId,
  );
  return { isNew: changes === 1 };
}

/** How far a rater has come in a study. */
export interface Place {
  /** The dataset the rater is in. */
  readonly studyDatasetId: string | null;
  /** How many items of the study the rater has rated. */
  readonly completed: number;
  /** Since when the rater is given nothing any more. */
  readonly removedAt: number | null;
  /** Since when the rater is given nothing for now, and why, as the rater reads it. */
  readonly pausedAt: number | null;
  readonly pauseReason: string | null;
  /** Nothing is given out as long as training is required. */
  readonly training: 'not needed' | 'required' | 'passed';
}

const placeColumns = `study_dataset_id AS "studyDatasetId", completed, removed_at AS "removedAt",
  paused_at AS "pausedAt", pause_reason AS "pauseReason", training`;

/**
 * Locks the rater's place until the transaction ends.
 * @returns undefined when the rater has not joined the study
 */
export async function lockParticipation(
  tx: Database,
  { studyId, raterId, now }: { studyId: string; raterId: string; now: number },
): Promise<Place | undefined> {
  // Guards every claim and submission: one rater's parallel requests wait here for each other.
  const [row] = await tx.all<Place>(
    `UPDATE participations SET seen_at = ? WHERE study_id = ? AND rater_id = ?
     RETURNING ${placeColumns}`,
    now,
    studyId,
    raterId,
  );
  return row;
}

/**
 * Locks the place the rater has in the study of an assignment of theirs, until the transaction ends.
 * @returns undefined when the assignment is not the rater's
 */
export async function lockPlaceOfAssignment(
  tx: Database,
  { assignmentId, raterId, now }: { assignmentId: string; raterId: string; now: number },
): Promise<(Place & { readonly studyId: string }) | undefined> {
  // Guards the same as `lockParticipation`; the study is found in the same statement, because every submission asks.
  const [row] = await tx.all<Place & { studyId: string }>(
    `UPDATE participations SET seen_at = ? WHERE rater_id = ? AND study_id = (
       SELECT sd.study_id FROM assignments a JOIN study_datasets sd ON sd.id = a.study_dataset_id
       WHERE a.id = ? AND a.rater_id = ?)
     RETURNING study_id AS "studyId", ${placeColumns}`,
    now,
    raterId,
    assignmentId,
    raterId,
  );
  return row;
}

/** The rater's place as it is; undefined when the rater has not joined the study. */
export async function findPlace(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<Place | undefined> {
  return db.get<Place>(
    `SELECT ${placeColumns} FROM participations WHERE study_id = ? AND rater_id = ?`,
    studyId,
    raterId,
  );
}

/** Counts one more item that the rater has rated. Once for each item: edits are not counted. */
export async function countOneCompleted(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<void> {
  await tx.run(
    'UPDATE participations SET completed = completed + 1 WHERE study_id = ? AND rater_id = ?',
    studyId,
    raterId,
  );
}

/** Remembers which dataset the rater has come to. */
export async function moveParticipation(
  tx: Database,
  { studyId, raterId, studyDatasetId }: { studyId: string; raterId: string; studyDatasetId: string },
): Promise<void> {
  await tx.run(
    'UPDATE participations SET study_dataset_id = ? WHERE study_id = ? AND rater_id = ?',
    studyDatasetId,
    studyId,
    raterId,
  );
}

/** Locks a rater's place as `lockParticipation` does, when it is somebody else who comes. @returns false without one */
export async function holdParticipant(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE participations SET seen_at = seen_at WHERE study_id = ? AND rater_id = ?',
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Takes the rater out of the study: nothing more is given out. @returns whether that is something new */
export async function removeParticipant(
  tx: Database,
  { studyId, raterId, now }: { studyId: string; raterId: string; now: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE participations SET removed_at = ? WHERE study_id = ? AND rater_id = ? AND removed_at IS NULL',
    now,
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Lets a rater back into the study. @returns whether that is something new */
export async function readmitParticipant(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE participations SET removed_at = NULL WHERE study_id = ? AND rater_id = ? AND removed_at IS NOT NULL',
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Gives the rater nothing for now. @returns whether that is something new; the first reason stands */
export async function pauseParticipant(
  tx: Database,
  { studyId, raterId, now, reason }: { studyId: string; raterId: string; now: number; reason: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE participations SET paused_at = ?, pause_reason = ?
     WHERE study_id = ? AND rater_id = ? AND paused_at IS NULL`,
    now,
    reason,
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Lets a rater go on who was paused. @returns whether that is something new */
export async function resumeParticipant(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE participations SET paused_at = NULL, pause_reason = NULL
     WHERE study_id = ? AND rater_id = ? AND paused_at IS NOT NULL`,
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Notes that the rater has withdrawn the ratings, so that they never count again. */
export async function markWithdrawn(
  db: Database,
  { studyId, raterId, now }: { studyId: string; raterId: string; now: number },
): Promise<void> {
  await db.run(
    `UPDATE participations SET withdrawn_at = ?
     WHERE study_id = ? AND rater_id = ? AND withdrawn_at IS NULL`,
    now,
    studyId,
    raterId,
  );
}

/** Whether the rater has withdrawn the ratings in the study. */
export async function isWithdrawn(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<boolean> {
  const row = await db.get(
    `SELECT 1 AS found FROM participations
     WHERE study_id = ? AND rater_id = ? AND withdrawn_at IS NOT NULL`,
    studyId,
    raterId,
  );
  return row !== undefined;
}

export async function isParticipant(db: Database, studyId: string, raterId: string): Promise<boolean> {
  const row = await db.get(
    'SELECT 1 AS found FROM participations WHERE study_id = ? AND rater_id = ?',
    studyId,
    raterId,
  );
  return row !== undefined;
}

export async function countParticipants(db: Database, studyId: string): Promise<number> {
  const row = await db.get<{ raters: number }>(
    'SELECT COUNT(*) AS raters FROM participations WHERE study_id = ?',
    studyId,
  );
  return row?.raters ?? 0;
}
