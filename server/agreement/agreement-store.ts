import type { Database } from '../db/database';
import type { CountedAnswer, DrawnItem } from './tally';

/** An item of a study as the pages list it. */
export interface ListedItem extends DrawnItem {
  readonly itemId: string;
  readonly line: number;
  readonly labelConfidence: number | null;
}

/** One answer of one counted rating, with who gave it and how. */
export interface RatedAnswer extends CountedAnswer {
  readonly pseudonym: string;
  /** Whether the rater saw the item's choices last first. */
  readonly choicesReversed: boolean;
  /** Of the first revision. */
  readonly submittedAt: number;
}

/** One rating of an item, at its current revision. */
export interface ItemRating {
  readonly pseudonym: string;
  readonly isSynthetic: boolean;
  /** Kept and shown, not counted: it came too late, or its rater is excluded. */
  readonly isSurplus: boolean;
  readonly isExcluded: boolean;
  readonly revision: number;
  readonly comment: string | null;
  /** What the rater says is wrong with the item; null when nothing. */
  readonly flag: string | null;
  /** Of the first revision. */
  readonly milliseconds: number | null;
  readonly submittedAt: number;
  /** Values by question. */
  readonly answers: ReadonlyMap<string, string>;
}

/** One rater who passed an item on, and why. */
export interface ItemSkip {
  readonly pseudonym: string;
  readonly reason: string;
  readonly comment: string | null;
  readonly skippedAt: number;
}

/** One counted rating: whose it is and how long it took. */
export interface RaterTime {
  readonly pseudonym: string;
  readonly isSynthetic: boolean;
  readonly milliseconds: number | null;
}

/** How far a study has come. */
export interface Progress {
  readonly studyId: string;
  readonly items: number;
  /** Ratings that count. */
  readonly ratings: number;
  /** Slots that wait for a rating; a dataset that is decided waits only for what raters hold. */
  readonly open: number;
}

/**
 * Which items of a study: those rated in its own label mode, which stand in its figures, or those that a blind study
 * shows with their label.
 */
export type Drawn = 'own mode' | 'shown';

/** The items drawn from one dataset, in drawn order, without the gold items mixed in. */
export async function listDrawnItems(
  db: Database,
  studyDatasetId: string,
  drawn: Drawn = 'own mode',
): Promise<ListedItem[]> {
  // Free and claimed slots apart: each kind has a small index of its own.
  const rows = await db.all<Omit<ListedItem, 'choices'> & { content: string }>(
    `SELECT si.position, si.item_id AS "itemId", i.line, i.content, i.label_index AS "labelIndex",
       i.label_confidence AS "labelConfidence", COALESCE(waiting.open, 0) AS open, COALESCE(waiting.held, 0) AS held
     FROM study_datasets sd
     JOIN studies s ON s.id = sd.study_id
     JOIN study_items si ON si.study_dataset_id = sd.id
     JOIN items i ON i.id = si.item_id
     LEFT JOIN (
       SELECT study_item_id, COUNT(*) AS open, SUM(held) AS held FROM (
         SELECT study_item_id, 0 AS held FROM assignments
         WHERE study_dataset_id = ? AND state = 'free' AND is_gold = 0
         UNION ALL
         SELECT study_item_id, 1 AS held FROM assignments
         WHERE study_dataset_id = ? AND state = 'claimed' AND is_gold = 0) slots
       GROUP BY study_item_id) waiting ON waiting.study_item_id = si.id
     WHERE sd.id = ? AND si.is_gold = 0 AND CASE WHEN si.label_mode = s.label_mode THEN 0 ELSE 1 END = ?
     ORDER BY si.position`,
    studyDatasetId,
    studyDatasetId,
    studyDatasetId,
    drawn === 'shown' ? 1 : 0,
  );
  return rows.map(({ content, ...item }) => ({
    ...item,
    choices: (JSON.parse(content) as { choices: unknown[] }).choices.length,
  }));
}

/** Every answer that counts: current revisions of completed assignments that kept their slot, gold items aside. */
export async function listCountedAnswers(
  db: Database,
  studyDatasetId: string,
  drawn: Drawn = 'own mode',
): Promise<RatedAnswer[]> {
  // One statement, so that ratings which arrive meanwhile are seen whole or not at all.
  type Flags = 'isSynthetic' | 'isFurther' | 'choicesReversed';
  const rows = await db.all<Omit<RatedAnswer, Flags> & Record<Flags, 0 | 1>>(
    `SELECT a.position, a.id AS "assignmentId", u.pseudonym, u.is_synthetic AS "isSynthetic",
       CASE WHEN a.slot > s.overlap THEN 1 ELSE 0 END AS "isFurther", first.milliseconds,
       first.submitted_at AS "submittedAt", current.choices_reversed AS "choicesReversed", current.flag,
       answers.question, answers.value
     FROM study_datasets sd
     JOIN studies s ON s.id = sd.study_id
     JOIN assignments a ON a.study_dataset_id = sd.id
     JOIN users u ON u.id = a.rater_id
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     JOIN ratings current ON current.id = a.current_rating_id
     JOIN answers ON answers.rating_id = current.id
     WHERE sd.id = ? AND a.state = 'completed' AND a.is_surplus = 0 AND a.is_gold = 0
       AND CASE WHEN current.label_mode = s.label_mode THEN 0 ELSE 1 END = ?
     ORDER BY a.position`,
    studyDatasetId,
    drawn === 'shown' ? 1 : 0,
  );
  return rows.map((row) => ({
    ...row,
    isSynthetic: row.isSynthetic === 1,
    isFurther: row.isFurther === 1,
    choicesReversed: row.choicesReversed === 1,
  }));
}

type ItemRatingFlags = 'isSynthetic' | 'isSurplus' | 'isExcluded';
type ItemRatingRow = Omit<ItemRating, ItemRatingFlags | 'answers'> &
  Record<ItemRatingFlags, 0 | 1> & { question: string; value: string };

/** All ratings of one item under the raters' pseudonyms, those that do not count included. */
export async function listItemRatings(
  db: Database,
  { studyDatasetId, itemId }: { studyDatasetId: string; itemId: string },
): Promise<ItemRating[]> {
  const rows = await db.all<ItemRatingRow>(
    `SELECT u.pseudonym, u.is_synthetic AS "isSynthetic", a.is_surplus AS "isSurplus",
       CASE WHEN e.rater_id IS NULL THEN 0 ELSE 1 END AS "isExcluded", r.revision, r.comment, r.flag,
       r.submitted_at AS "submittedAt", first.milliseconds, answers.question, answers.value
     FROM study_items si
     JOIN study_datasets sd ON sd.id = si.study_dataset_id
     JOIN assignments a ON a.study_item_id = si.id AND a.state = 'completed'
     JOIN users u ON u.id = a.rater_id
     LEFT JOIN exclusions e ON e.study_id = sd.study_id AND e.rater_id = a.rater_id
     JOIN ratings r ON r.id = a.current_rating_id
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     JOIN answers ON answers.rating_id = r.id
     WHERE si.study_dataset_id = ? AND si.item_id = ?`,
    studyDatasetId,
    itemId,
  );
  const raters = [...new Set(rows.map(({ pseudonym }) => pseudonym))].sort();
  return raters.map((rater) => toItemRating(rows.filter(({ pseudonym }) => pseudonym === rater)));
}

function toItemRating(rows: readonly ItemRatingRow[]): ItemRating {
  const { pseudonym, revision, comment, flag, milliseconds, submittedAt, ...flags } = rows[0]!;
  return {
    ...{ pseudonym, revision, comment, flag, milliseconds, submittedAt },
    isSynthetic: flags.isSynthetic === 1,
    isSurplus: flags.isSurplus === 1,
    isExcluded: flags.isExcluded === 1,
    answers: new Map(rows.map(({ question, value }) => [question, value])),
  };
}

/** Why raters have passed an item on, by pseudonym. */
export async function listItemSkips(
  db: Database,
  { studyDatasetId, itemId }: { studyDatasetId: string; itemId: string },
): Promise<ItemSkip[]> {
  const rows = await db.all<ItemSkip>(
    `SELECT u.pseudonym, skips.reason, skips.comment, skips.skipped_at AS "skippedAt"
     FROM study_items si
     JOIN assignments a ON a.study_item_id = si.id
     JOIN skips ON skips.assignment_id = a.id
     JOIN users u ON u.id = a.rater_id
     WHERE si.study_dataset_id = ? AND si.item_id = ?`,
    studyDatasetId,
    itemId,
  );
  return rows.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
}

/** Every rating of a study that counts, gold items aside and shown ones among them, for a look at its raters. */
export async function listRaterTimes(db: Database, studyId: string): Promise<RaterTime[]> {
  const rows = await db.all<Omit<RaterTime, 'isSynthetic'> & { isSynthetic: 0 | 1 }>(
    `SELECT u.pseudonym, u.is_synthetic AS "isSynthetic", first.milliseconds
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed' AND a.is_surplus = 0
       AND a.is_gold = 0
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     JOIN users u ON u.id = a.rater_id
     WHERE sd.study_id = ?`,
    studyId,
  );
  return rows.map((row) => ({ ...row, isSynthetic: row.isSynthetic === 1 }));
}

/** Items and counted ratings of every study, gold items aside; items shown with their label have to be rated, too. */
export async function listProgress(db: Database): Promise<Progress[]> {
  return db.all<Progress>(
    `SELECT sd.study_id AS "studyId",
       SUM(sd.items) AS items,
       SUM((SELECT COUNT(*) FROM assignments a
            WHERE a.study_dataset_id = sd.id AND a.state = 'completed' AND a.is_surplus = 0
              AND a.is_gold = 0)) AS ratings,
       SUM((SELECT COUNT(*) FROM assignments a
            WHERE a.study_dataset_id = sd.id AND a.is_gold = 0
              AND (a.state = 'claimed' OR a.state = 'free' AND sd.decision IS NULL))) AS open
     FROM study_datasets sd GROUP BY sd.study_id`,
  );
}
