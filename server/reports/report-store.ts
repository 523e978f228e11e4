import type { Database } from '../db/database';
import { NotFound } from '../errors';
import type { Study } from '../studies/study-store';

/** A report that somebody asked for: of which study, with which settings, and what came of it. */
export interface StoredReport {
  readonly id: string;
  readonly studyId: string;
  readonly seed: number;
  readonly bar: number;
  /** What the ratings were like when they were read; null until then. */
  readonly watermark: string | null;
  /** Of the report's JSON file; null until it is computed. */
  readonly sha256: string | null;
  readonly createdBy: string | null;
  readonly createdAt: number;
  readonly builtAt: number | null;
}

const columns = `id, study_id AS "studyId", seed, bar, watermark, sha256, created_by AS "createdBy",
  created_at AS "createdAt", built_at AS "builtAt"`;

export async function insertReport(
  db: Database,
  report: Pick<StoredReport, 'id' | 'studyId' | 'seed' | 'bar' | 'createdBy' | 'createdAt'>,
): Promise<void> {
  await db.run(
    'INSERT INTO reports (id, study_id, seed, bar, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    report.id,
    report.studyId,
    report.seed,
    report.bar,
    report.createdBy,
    report.createdAt,
  );
}

/** A report without its content. @throws NotFound */
export async function loadStoredReport(db: Database, id: string): Promise<StoredReport> {
  const report = await db.get<StoredReport>(`SELECT ${columns} FROM reports WHERE id = ?`, id);
  if (!report) throw new NotFound('There is no such report.');
  return report;
}

/** The reports of a study, newest first. */
export async function listReports(db: Database, studyId: string): Promise<StoredReport[]> {
  return db.all<StoredReport>(`SELECT ${columns} FROM reports WHERE study_id = ? ORDER BY id DESC`, studyId);
}

/** The text of a report's JSON file; undefined while it is not computed. */
export async function findReportContent(db: Database, id: string): Promise<string | undefined> {
  const row = await db.get<{ content: string | null }>('SELECT content FROM reports WHERE id = ?', id);
  return row?.content ?? undefined;
}

/** Keeps what was computed; a report that has its content already stays as it is. */
export async function writeReport(
  db: Database,
  id: string,
  built: { watermark: string; content: string; sha256: string; builtAt: number },
): Promise<void> {
  await db.run(
    'UPDATE reports SET watermark = ?, content = ?, sha256 = ?, built_at = ? WHERE id = ? AND content IS NULL',
    built.watermark,
    built.content,
    built.sha256,
    built.builtAt,
    id,
  );
}

/**
 * What tells two states of a study's ratings apart: how many revisions, which is the last, how many count. What comes after a study
 * was locked is kept and changes nothing.
 */
export async function findRatingState(
  db: Database,
  { id, lockedAt }: Pick<Study, 'id' | 'lockedAt'>,
): Promise<{ revisions: number; last: string | null; counted: number }> {
  const row = await db.get<{ revisions: number; last: string | null; counted: number | null }>(
    `SELECT COUNT(*) AS revisions, MAX(r.id) AS last, SUM(1 - a.is_surplus) AS counted
     FROM study_datasets sd
     JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
     JOIN ratings r ON r.assignment_id = a.id
     WHERE sd.study_id = ? AND (a.is_surplus = 0 OR r.submitted_at < ?)`,
    id,
    lockedAt ?? Number.MAX_SAFE_INTEGER,
  );
  return { revisions: row!.revisions, last: row!.last, counted: row!.counted ?? 0 };
}

/** A rater whose ratings are set aside in a study, and how many those are. */
export interface ReportedExclusion {
  readonly rater: string;
  readonly reason: string;
  readonly ratings: number;
}

/** By pseudonym. */
export async function listReportedExclusions(db: Database, studyId: string): Promise<ReportedExclusion[]> {
  const rows = await db.all<ReportedExclusion>(
    `SELECT u.pseudonym AS rater, e.reason, COUNT(a.id) AS ratings
     FROM exclusions e
     JOIN users u ON u.id = e.rater_id
     LEFT JOIN study_datasets sd ON sd.study_id = e.study_id
     LEFT JOIN assignments a ON a.study_dataset_id = sd.id AND a.rater_id = e.rater_id
       AND a.state = 'completed' AND a.is_gold = 0
     WHERE e.study_id = ? GROUP BY u.pseudonym, e.reason`,
    studyId,
  );
  return rows.sort((a, b) => (a.rater < b.rater ? -1 : 1));
}

/** How many raters came how far. */
export interface RaterFunnel {
  /** Places on the invite links of the study. */
  readonly invited: number;
  readonly joined: number;
  /** Raters who have finished a try at the training; only where the study has one, as is the next. */
  readonly trained?: number;
  /** Raters who need no training any more: they passed, were let pass, or joined before there was one. */
  readonly qualified?: number;
  /** Raters with a rating that counts. */
  readonly counted: number;
}

export async function loadRaterFunnel(db: Database, studyId: string): Promise<RaterFunnel> {
  const invites = await db.get<{ places: number | null }>(
    'SELECT SUM(max_uses) AS places FROM invites WHERE study_id = ?',
    studyId,
  );
  const joined = await db.get<{ count: number }>(
    'SELECT COUNT(*) AS count FROM participations WHERE study_id = ?',
    studyId,
  );
  const counted = await db.all<{ id: string }>(
    `SELECT DISTINCT a.rater_id AS id
     FROM study_datasets sd JOIN assignments a ON a.study_dataset_id = sd.id AND a.state = 'completed'
       AND a.is_gold = 0 AND a.is_surplus = 0
     WHERE sd.study_id = ?`,
    studyId,
  );
  const training = await countTrained(db, studyId);
  return { invited: invites!.places ?? 0, joined: joined!.count, ...training, counted: counted.length };
}

/** Nothing for a study without training, so that its reports stay as they were. */
async function countTrained(
  db: Database,
  studyId: string,
): Promise<Pick<RaterFunnel, 'trained' | 'qualified'>> {
  const opened = await db.get(
    'SELECT id FROM training_sets WHERE study_id = ? AND opened_at IS NOT NULL LIMIT 1',
    studyId,
  );
  if (!opened) return {};
  const trained = await db.all<{ id: string }>(
    'SELECT DISTINCT rater_id AS id FROM training_runs WHERE study_id = ? AND finished_at IS NOT NULL',
    studyId,
  );
  const qualified = await db.get<{ count: number }>(
    `SELECT COUNT(*) AS count FROM participations WHERE study_id = ? AND training <> 'required'`,
    studyId,
  );
  return { trained: trained.length, qualified: qualified!.count };
}

/** The SHA-256 of each dataset's file, by the dataset's id. */
export async function listDatasetHashes(db: Database, studyId: string): Promise<Map<string, string>> {
  const rows = await db.all<{ id: string; sha256: string }>(
    `SELECT d.id, d.sha256 FROM study_datasets sd JOIN datasets d ON d.id = sd.dataset_id WHERE sd.study_id = ?`,
    studyId,
  );
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}
