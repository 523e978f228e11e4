import type { Database } from '../db/database';
import { cannotTell } from '../questions/cannot-tell';

/** A rater's place in a study, as an administrator sees it. */
export interface StudyRater {
  readonly raterId: string;
  readonly username: string;
  readonly pseudonym: string;
  readonly isSynthetic: boolean;
  readonly joinedAt: number;
  readonly seenAt: number;
  /** Items rated, gold items and what does not count included. */
  readonly completed: number;
  readonly removedAt: number | null;
  /** Why the rater's ratings are set aside; null when they are not. */
  readonly exclusion: string | null;
  readonly excludedAt: number | null;
  /** Since when nothing is given for now, and why, as the rater reads it. */
  readonly pausedAt: number | null;
  readonly pauseReason: string | null;
  /** When the rater deleted the account; null for whoever has one. */
  readonly deletedAt: number | null;
  readonly withdrawnAt: number | null;
  /** Until when the rater holds an item; null when none is held. */
  readonly heldUntil: number | null;
}

/** How many of a rater's ratings are of one kind. */
export interface RatingCount {
  readonly raterId: string;
  readonly isGold: boolean;
  readonly isSurplus: boolean;
  /** Whether the label was shown although the study is blind. */
  readonly isShown: boolean;
  readonly ratings: number;
}

/** How often a rater said one thing about items: why they were skipped, or what is wrong with them. */
export interface NoteCount {
  readonly raterId: string;
  readonly key: string;
  readonly items: number;
}

/** How often a rater gave one answer to gold items with one label. */
export interface GoldAnswer {
  readonly raterId: string;
  readonly value: string;
  readonly labelIndex: number;
  readonly items: number;
}

/** Everybody who has joined the study, by pseudonym. */
export async function listStudyRaters(db: Database, studyId: string): Promise<StudyRater[]> {
  const rows = await db.all<Omit<StudyRater, 'isSynthetic'> & { isSynthetic: 0 | 1 }>(
    `SELECT p.rater_id AS "raterId", u.username, u.pseudonym, u.is_synthetic AS "isSynthetic",
       p.joined_at AS "joinedAt", p.seen_at AS "seenAt", p.completed, p.removed_at AS "removedAt",
       p.paused_at AS "pausedAt", p.pause_reason AS "pauseReason", p.withdrawn_at AS "withdrawnAt",
       u.deleted_at AS "deletedAt", e.reason AS exclusion, e.excluded_at AS "excludedAt", (
         SELECT MAX(a.lease_until) FROM study_datasets sd
         JOIN assignments a ON a.rater_id = p.rater_id AND a.study_dataset_id = sd.id AND a.state = 'claimed'
         WHERE sd.study_id = p.study_id) AS "heldUntil"
     FROM participations p
     JOIN users u ON u.id = p.rater_id
     LEFT JOIN exclusions e ON e.study_id = p.study_id AND e.rater_id = p.rater_id
     WHERE p.study_id = ?`,
    studyId,
  );
  // The engines sort text differently.
  return rows
    .map((row) => ({ ...row, isSynthetic: row.isSynthetic === 1 }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
}

/** How many ratings every rater has made, by whether they are of gold items, surplus, or of items shown with their label. */
export async function listRatingCounts(db: Database, studyId: string): Promise<RatingCount[]> {
  type Flags = 'isGold' | 'isSurplus' | 'isShown';
  const rows = await db.all<Omit<RatingCount, Flags> & Record<Flags, 0 | 1>>(
    `SELECT a.rater_id AS "raterId", a.is_gold AS "isGold", a.is_surplus AS "isSurplus",
       CASE WHEN r.label_mode = s.label_mode THEN 0 ELSE 1 END AS "isShown", COUNT(*) AS ratings
     FROM studies s
     JOIN study_datasets sd ON sd.study_id = s.id
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings r ON r.id = a.current_rating_id
     WHERE s.id = ?
     GROUP BY a.rater_id, a.is_gold, a.is_surplus, CASE WHEN r.label_mode = s.label_mode THEN 0 ELSE 1 END`,
    studyId,
  );
  return rows.map((row) => ({
    ...row,
    isGold: row.isGold === 1,
    isSurplus: row.isSurplus === 1,
    isShown: row.isShown === 1,
  }));
}

/** Why raters have skipped items of the study. */
export async function listSkipCounts(db: Database, studyId: string): Promise<NoteCount[]> {
  return db.all<NoteCount>(
    `SELECT a.rater_id AS "raterId", skips.reason AS key, COUNT(*) AS items
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id
     JOIN skips ON skips.assignment_id = a.id
     WHERE sd.study_id = ? GROUP BY a.rater_id, skips.reason`,
    studyId,
  );
}

/** How many items raters have skipped first and rated after all. */
export async function listSkippedLaterCounts(
  db: Database,
  studyId: string,
): Promise<{ raterId: string; items: number }[]> {
  return db.all<{ raterId: string; items: number }>(
    `SELECT a.rater_id AS "raterId", COUNT(*) AS items
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN skips ON skips.assignment_id = a.id
     WHERE sd.study_id = ? GROUP BY a.rater_id`,
    studyId,
  );
}

/** What raters say is wrong with items of the study, by the newest revisions. */
export async function listFlagCounts(db: Database, studyId: string): Promise<NoteCount[]> {
  return db.all<NoteCount>(
    `SELECT a.rater_id AS "raterId", r.flag AS key, COUNT(*) AS items
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings r ON r.id = a.current_rating_id
     WHERE sd.study_id = ? AND r.flag IS NOT NULL GROUP BY a.rater_id, r.flag`,
    studyId,
  );
}

/** In how many items raters say that they cannot tell, by the newest revisions. */
export async function listCannotTellCounts(
  db: Database,
  studyId: string,
): Promise<{ raterId: string; items: number }[]> {
  return db.all<{ raterId: string; items: number }>(
    `SELECT a.rater_id AS "raterId", COUNT(*) AS items
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     WHERE sd.study_id = ? AND EXISTS (
       SELECT 1 FROM answers WHERE answers.rating_id = a.current_rating_id AND answers.value = ?)
     GROUP BY a.rater_id`,
    studyId,
    cannotTell,
  );
}

/** How long every rating took, gold items and what does not count included. */
export async function listTimesTaken(
  db: Database,
  studyId: string,
): Promise<{ raterId: string; milliseconds: number }[]> {
  return db.all<{ raterId: string; milliseconds: number }>(
    `SELECT a.rater_id AS "raterId", first.milliseconds
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings first ON first.assignment_id = a.id AND first.revision = 1
     WHERE sd.study_id = ? AND first.milliseconds IS NOT NULL`,
    studyId,
  );
}

/** What raters answered to a question about gold items, by the newest revisions. */
export async function listGoldAnswers(
  db: Database,
  studyId: string,
  question: string,
): Promise<GoldAnswer[]> {
  return db.all<GoldAnswer>(
    `SELECT a.rater_id AS "raterId", answers.value, i.label_index AS "labelIndex", COUNT(*) AS items
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed' AND a.is_gold = 1
     JOIN study_items si ON si.id = a.study_item_id
     JOIN items i ON i.id = si.item_id
     JOIN answers ON answers.rating_id = a.current_rating_id AND answers.question = ?
     WHERE sd.study_id = ? AND i.label_index IS NOT NULL
     GROUP BY a.rater_id, answers.value, i.label_index`,
    question,
    studyId,
  );
}
