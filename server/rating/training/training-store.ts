import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';
import type { Answers } from '../../questions/parse-answers';

/** What an admin says about how raters train. */
export interface TrainingSettings {
  /** How many items must be answered right. */
  readonly passMark: number;
  readonly tries: number;
  /** How long a rater waits before the next try. */
  readonly delayMinutes: number;
  /** What raters read about pay for the training; may be empty. */
  readonly payWords: string;
}

/** A version of a study's training. */
export interface TrainingSet extends TrainingSettings {
  readonly id: string;
  readonly studyId: string;
  readonly version: number;
  /** Since when raters train with it; null for a draft. */
  readonly openedAt: number | null;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

/** `ambiguous` and `mislabelled`: the right answer is what the admin marks, not what the label says. */
export type TrainingKind = 'clear' | 'ambiguous' | 'mislabelled';

/** A gold item in a version, with what counts as right. */
export interface TrainingItem {
  readonly id: string;
  readonly setId: string;
  readonly itemId: string;
  readonly position: number;
  readonly kind: TrainingKind;
  /** By question; one that is missing does not count. */
  readonly rightAnswers: Answers;
  /** Shown to raters once they have answered. */
  readonly reason: string;
}

const setColumns = `id, study_id AS "studyId", version, pass_mark AS "passMark", tries,
       delay_minutes AS "delayMinutes", pay_words AS "payWords", opened_at AS "openedAt", created_by AS "createdBy",
       created_at AS "createdAt"`;
const itemColumns = `id, training_set_id AS "setId", item_id AS "itemId", position, kind,
       right_answers AS "rightAnswers", reason`;

type ItemRow = Omit<TrainingItem, 'rightAnswers'> & { readonly rightAnswers: string };

/** The newest version, be it a draft; undefined when the study has no training. */
export async function findNewestSet(db: Database, studyId: string): Promise<TrainingSet | undefined> {
  const row = await db.get<TrainingSet>(
    `SELECT ${setColumns} FROM training_sets WHERE study_id = ? ORDER BY version DESC LIMIT 1`,
    studyId,
  );
  return row && toSet(row);
}

/** The version that raters who begin now get; undefined when there is none. */
export async function findOpenSet(db: Database, studyId: string): Promise<TrainingSet | undefined> {
  const row = await db.get<TrainingSet>(
    `SELECT ${setColumns} FROM training_sets WHERE study_id = ? AND opened_at IS NOT NULL
     ORDER BY version DESC LIMIT 1`,
    studyId,
  );
  return row && toSet(row);
}

export async function findTrainingSet(db: Database, id: string): Promise<TrainingSet | undefined> {
  const row = await db.get<TrainingSet>(`SELECT ${setColumns} FROM training_sets WHERE id = ?`, id);
  return row && toSet(row);
}

export async function insertTrainingSet(db: Database, set: TrainingSet): Promise<void> {
  await db.run(
    `INSERT INTO training_sets (id, study_id, version, pass_mark, tries, delay_minutes, pay_words, opened_at,
       created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    set.id,
    set.studyId,
    set.version,
    set.passMark,
    set.tries,
    set.delayMinutes,
    JSON.stringify(set.payWords),
    set.openedAt,
    set.createdBy,
    set.createdAt,
  );
}

export async function updateTrainingSettings(
  tx: Database,
  id: string,
  settings: TrainingSettings,
): Promise<void> {
  await tx.run(
    'UPDATE training_sets SET pass_mark = ?, tries = ?, delay_minutes = ?, pay_words = ? WHERE id = ?',
    settings.passMark,
    settings.tries,
    settings.delayMinutes,
    JSON.stringify(settings.payWords),
    id,
  );
}

/** @returns false when it is open already */
export async function openTrainingSet(tx: Database, id: string, now: number): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE training_sets SET opened_at = ? WHERE id = ? AND opened_at IS NULL',
    now,
    id,
  );
  return changes === 1;
}

/** The items of a version in order. */
export async function listTrainingItems(db: Database, setId: string): Promise<TrainingItem[]> {
  const rows = await db.all<ItemRow>(
    `SELECT ${itemColumns} FROM training_items WHERE training_set_id = ? ORDER BY position, id`,
    setId,
  );
  return rows.map((row) => ({
    ...row,
    rightAnswers: JSON.parse(row.rightAnswers) as Answers,
    reason: JSON.parse(row.reason) as string,
  }));
}

export async function insertTrainingItems(db: Database, items: readonly TrainingItem[]): Promise<void> {
  await insertRows(
    db,
    'training_items',
    ['id', 'training_set_id', 'item_id', 'position', 'kind', 'right_answers', 'reason'],
    items.map((one) => [
      one.id,
      one.setId,
      one.itemId,
      one.position,
      one.kind,
      JSON.stringify(one.rightAnswers),
      JSON.stringify(one.reason),
    ]),
  );
}

export async function updateTrainingItem(tx: Database, item: TrainingItem): Promise<void> {
  await tx.run(
    'UPDATE training_items SET position = ?, kind = ?, right_answers = ?, reason = ? WHERE id = ?',
    item.position,
    item.kind,
    JSON.stringify(item.rightAnswers),
    JSON.stringify(item.reason),
    item.id,
  );
}

export async function deleteTrainingItem(tx: Database, id: string): Promise<void> {
  await tx.run('DELETE FROM training_items WHERE id = ?', id);
}

/** The contents of the items that the study's raters rate, gold items aside, as they are stored. */
export async function listSampledContents(db: Database, studyId: string): Promise<string[]> {
  const rows = await db.all<{ content: string }>(
    `SELECT i.content FROM study_datasets sd
     JOIN study_items si ON si.study_dataset_id = sd.id AND si.is_gold = 0
     JOIN items i ON i.id = si.item_id WHERE sd.study_id = ?`,
    studyId,
  );
  return rows.map(({ content }) => content);
}

function toSet(row: TrainingSet): TrainingSet {
  return { ...row, payWords: JSON.parse(row.payWords) as string };
}
