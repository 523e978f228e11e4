import type { Database } from '../../db/database';
import type { Answers } from '../../questions/parse-answers';

/** One try of one rater at a study's training. */
export interface TrainingRun {
  readonly id: string;
  /** The version it began with, whatever comes later. */
  readonly setId: string;
  readonly studyId: string;
  readonly raterId: string;
  readonly round: number;
  readonly try: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly rightItems: number | null;
  readonly isPassed: boolean | null;
}

/** What a rater was given in training, and what came of it. */
export interface TrainingAnswer {
  readonly itemId: string;
  readonly servedAt: number;
  readonly answeredAt: number | null;
  readonly answers: Answers | null;
  readonly isRight: boolean | null;
}

/** Whether a rater of a study has to train, and how often that was asked. */
export interface TrainingPlace {
  readonly training: 'not needed' | 'required' | 'passed';
  readonly round: number;
  /** Why an administrator let the rater pass; null when none did. */
  readonly passReason: string | null;
}

type RunRow = Omit<TrainingRun, 'isPassed'> & { readonly isPassed: 0 | 1 | null };

const runColumns = `id, training_set_id AS "setId", study_id AS "studyId", rater_id AS "raterId",
       training_round AS round, try, started_at AS "startedAt", finished_at AS "finishedAt",
       right_items AS "rightItems", is_passed AS "isPassed"`;

/** Undefined when the rater has not joined the study. */
export async function findTrainingPlace(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<TrainingPlace | undefined> {
  const row = await db.get<TrainingPlace>(
    `SELECT training, training_round AS round, training_pass_reason AS "passReason" FROM participations
     WHERE study_id = ? AND rater_id = ?`,
    studyId,
    raterId,
  );
  return row && toPlace(row);
}

/** The rater's own run. Undefined when it is anybody else's: that does not exist for them. */
export async function findOwnRun(
  db: Database,
  { runId, raterId }: { runId: string; raterId: string },
): Promise<TrainingRun | undefined> {
  const row = await db.get<RunRow>(
    `SELECT ${runColumns} FROM training_runs WHERE id = ? AND rater_id = ?`,
    runId,
    raterId,
  );
  return row && toRun(row);
}

/** Every try of the rater in the study, the oldest first. */
export async function listRuns(
  db: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<TrainingRun[]> {
  const rows = await db.all<RunRow>(
    `SELECT ${runColumns} FROM training_runs WHERE study_id = ? AND rater_id = ? ORDER BY training_round, try`,
    studyId,
    raterId,
  );
  return rows.map(toRun);
}

export async function insertRun(
  tx: Database,
  run: Omit<TrainingRun, 'finishedAt' | 'rightItems' | 'isPassed'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO training_runs (id, training_set_id, study_id, rater_id, training_round, try, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    run.id,
    run.setId,
    run.studyId,
    run.raterId,
    run.round,
    run.try,
    run.startedAt,
  );
}

export async function finishRun(
  tx: Database,
  id: string,
  result: { finishedAt: number; rightItems: number; isPassed: boolean },
): Promise<void> {
  await tx.run(
    'UPDATE training_runs SET finished_at = ?, right_items = ?, is_passed = ? WHERE id = ?',
    result.finishedAt,
    result.rightItems,
    result.isPassed ? 1 : 0,
    id,
  );
}

/** Notes when an item was given out; the first time stands. */
export async function insertServed(
  tx: Database,
  { runId, itemId, servedAt }: { runId: string; itemId: string; servedAt: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO training_answers (run_id, training_item_id, served_at) VALUES (?, ?, ?)
     ON CONFLICT (run_id, training_item_id) DO NOTHING`,
    runId,
    itemId,
    servedAt,
  );
}

/** What was given out in a run. */
export async function listTrainingAnswers(db: Database, runId: string): Promise<TrainingAnswer[]> {
  const rows = await db.all<
    Omit<TrainingAnswer, 'answers' | 'isRight'> & { answers: string | null; isRight: 0 | 1 | null }
  >(
    `SELECT training_item_id AS "itemId", served_at AS "servedAt", answered_at AS "answeredAt", answers,
       is_right AS "isRight" FROM training_answers WHERE run_id = ? ORDER BY served_at, training_item_id`,
    runId,
  );
  return rows.map((row) => ({
    ...row,
    answers: row.answers === null ? null : (JSON.parse(row.answers) as Answers),
    isRight: row.isRight === null ? null : row.isRight === 1,
  }));
}

/** Keeps the answers to an item that was given out. @returns false when it has some: the first stay */
export async function keepTrainingAnswers(
  tx: Database,
  answered: { runId: string; itemId: string; answeredAt: number; answers: Answers; isRight: boolean },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE training_answers SET answered_at = ?, answers = ?, is_right = ?
     WHERE run_id = ? AND training_item_id = ? AND answered_at IS NULL`,
    answered.answeredAt,
    JSON.stringify(answered.answers),
    answered.isRight ? 1 : 0,
    answered.runId,
    answered.itemId,
  );
  return changes === 1;
}

/** Whether a rater has begun with a version: it stays as it is then. */
export async function isBegun(db: Database, setId: string): Promise<boolean> {
  const row = await db.get('SELECT id FROM training_runs WHERE training_set_id = ? LIMIT 1', setId);
  return row !== undefined;
}

/** Lets the rater have work, as far as training goes. @returns whether that is something new */
export async function setTrainingPassed(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE participations SET training = 'passed' WHERE study_id = ? AND rater_id = ? AND training = 'required'`,
    studyId,
    raterId,
  );
  return changes === 1;
}

/** Notes why an administrator let the rater pass. */
export async function setPassReason(
  tx: Database,
  { studyId, raterId, reason }: { studyId: string; raterId: string; reason: string },
): Promise<void> {
  await tx.run(
    'UPDATE participations SET training_pass_reason = ? WHERE study_id = ? AND rater_id = ?',
    JSON.stringify(reason),
    studyId,
    raterId,
  );
}

/** Makes the rater train before there is more work; tries are counted anew. */
export async function requireTraining(
  tx: Database,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<void> {
  await tx.run(
    `UPDATE participations SET training = 'required', training_round = training_round + 1,
       training_pass_reason = NULL
     WHERE study_id = ? AND rater_id = ?`,
    studyId,
    raterId,
  );
}

/** A rater as the training page lists them. */
export interface TrainingRater extends TrainingPlace {
  readonly raterId: string;
  readonly pseudonym: string;
  readonly username: string;
}

/** Everybody who has joined the study, in the order of joining. */
export async function listTrainingRaters(db: Database, studyId: string): Promise<TrainingRater[]> {
  const rows = await db.all<TrainingRater>(
    `SELECT p.rater_id AS "raterId", u.pseudonym, u.username, p.training, p.training_round AS round,
       p.training_pass_reason AS "passReason"
     FROM participations p JOIN users u ON u.id = p.rater_id
     WHERE p.study_id = ? ORDER BY p.joined_at, p.rater_id`,
    studyId,
  );
  return rows.map(toPlace);
}

/** Every try of every rater of the study, the oldest first. */
export async function listAllRuns(db: Database, studyId: string): Promise<TrainingRun[]> {
  const rows = await db.all<RunRow>(
    `SELECT ${runColumns} FROM training_runs WHERE study_id = ? ORDER BY training_round, try, id`,
    studyId,
  );
  return rows.map(toRun);
}

function toPlace<Row extends TrainingPlace>(row: Row): Row {
  const { passReason } = row;
  return { ...row, passReason: passReason === null ? null : (JSON.parse(passReason) as string) };
}

function toRun(row: RunRow): TrainingRun {
  return { ...row, isPassed: row.isPassed === null ? null : row.isPassed === 1 };
}
