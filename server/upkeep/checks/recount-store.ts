import type { Reads } from '../../db/reads';

export interface MiscountedDataset {
  readonly id: string;
  readonly slug: string;
  readonly itemCount: number;
  readonly labelledCount: number;
  readonly items: number;
  readonly labelled: number;
}

export async function countReadyDatasets(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>("SELECT COUNT(*) AS count FROM datasets WHERE state = 'ready'");
  return row?.count ?? 0;
}

/** Datasets that do not have as many items or labels as they say. */
export async function listMiscountedDatasets(db: Reads, limit: number): Promise<MiscountedDataset[]> {
  return db.all<MiscountedDataset>(
    `SELECT d.id, d.slug, d.item_count AS "itemCount", d.labelled_count AS "labelledCount",
       COUNT(i.id) AS items, COUNT(i.label_index) AS labelled
     FROM datasets d LEFT JOIN items i ON i.dataset_id = d.id
     WHERE d.state = 'ready'
     GROUP BY d.id, d.slug, d.item_count, d.labelled_count
     HAVING d.item_count <> COUNT(i.id) OR d.labelled_count <> COUNT(i.label_index)
     ORDER BY d.id LIMIT ?`,
    limit,
  );
}

export interface MiscountedParticipation {
  readonly studyId: string;
  readonly raterId: string;
  readonly completed: number;
  readonly recounted: number;
}

export async function countParticipations(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM participations');
  return row?.count ?? 0;
}

/** Raters who have not rated as many items of a study as their place in it says. */
export async function listMiscountedParticipations(
  db: Reads,
  limit: number,
): Promise<MiscountedParticipation[]> {
  return db.all<MiscountedParticipation>(
    `SELECT p.study_id AS "studyId", p.rater_id AS "raterId", p.completed, COUNT(a.id) AS recounted
     FROM participations p
     LEFT JOIN study_datasets sd ON sd.study_id = p.study_id
     LEFT JOIN assignments a
       ON a.study_dataset_id = sd.id AND a.rater_id = p.rater_id AND a.state = 'completed'
     GROUP BY p.study_id, p.rater_id, p.completed
     HAVING p.completed <> COUNT(a.id)
     ORDER BY p.study_id, p.rater_id LIMIT ?`,
    limit,
  );
}

/** Imports of today's kind whose check is done: their counts are those of their problems and their dataset. */
const isCounted = "i.facts <> '{}' AND i.state IN ('checked', 'refused', 'importing', 'imported')";

export interface MiscountedImport {
  readonly id: string;
  readonly fileName: string;
  readonly failed: number;
  readonly warned: number;
  readonly failedLines: number;
  readonly warnedLines: number;
}

export async function countCheckedImports(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>(`SELECT COUNT(*) AS count FROM imports i WHERE ${isCounted}`);
  return row?.count ?? 0;
}

/** Imports with another number of failed records, or of records with a warning, than there are lines with problems. */
export async function listMiscountedImports(db: Reads, limit: number): Promise<MiscountedImport[]> {
  // After a hundred thousand problems of a kind the others are counted, but not listed.
  return db.all<MiscountedImport>(
    `SELECT i.id, i.file_name AS "fileName", i.failed, i.warned,
       COUNT(DISTINCT CASE WHEN p.severity = 'error' THEN p.line END) AS "failedLines",
       COUNT(DISTINCT CASE WHEN p.severity = 'warning' THEN p.line END) AS "warnedLines"
     FROM imports i LEFT JOIN import_problems p ON p.import_id = i.id
     WHERE ${isCounted}
     GROUP BY i.id, i.file_name, i.failed, i.warned
     HAVING i.failed < COUNT(DISTINCT CASE WHEN p.severity = 'error' THEN p.line END)
       OR i.warned < COUNT(DISTINCT CASE WHEN p.severity = 'warning' THEN p.line END)
       OR (i.failed > COUNT(DISTINCT CASE WHEN p.severity = 'error' THEN p.line END)
         AND COUNT(CASE WHEN p.severity = 'error' THEN p.line END) <= 100000)
       OR (i.warned > COUNT(DISTINCT CASE WHEN p.severity = 'warning' THEN p.line END)
         AND COUNT(CASE WHEN p.severity = 'warning' THEN p.line END) <= 100000)
     ORDER BY i.id LIMIT ?`,
    limit,
  );
}

export interface UnlikeImport {
  readonly id: string;
  readonly fileName: string;
  readonly items: number;
  readonly labelled: number;
  readonly itemCount: number;
  readonly labelledCount: number;
}

/** Imports that say other numbers of items and labels than the dataset they have become. */
export async function listImportsUnlikeDatasets(db: Reads, limit: number): Promise<UnlikeImport[]> {
  return db.all<UnlikeImport>(
    `SELECT i.id, i.file_name AS "fileName", i.items, i.labelled, d.item_count AS "itemCount",
       d.labelled_count AS "labelledCount"
     FROM imports i JOIN datasets d ON d.id = i.dataset_id AND d.state = 'ready'
     WHERE ${isCounted} AND i.state = 'imported'
       AND (i.items <> d.item_count OR i.labelled <> d.labelled_count OR i.records < i.items + i.failed)
     ORDER BY i.id LIMIT ?`,
    limit,
  );
}

export interface MiscountedSample {
  readonly id: string;
  readonly slug: string;
  readonly studyId: string;
  readonly items: number;
  readonly recounted: number;
}

export async function countSamples(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM study_datasets');
  return row?.count ?? 0;
}

/** Datasets of studies of which another number of items was drawn than they say. */
export async function listMiscountedSamples(db: Reads, limit: number): Promise<MiscountedSample[]> {
  return db.all<MiscountedSample>(
    `SELECT sd.id, sd.slug, sd.study_id AS "studyId", sd.items, COUNT(si.id) AS recounted
     FROM study_datasets sd LEFT JOIN study_items si ON si.study_dataset_id = sd.id AND si.is_gold = 0
     GROUP BY sd.id, sd.slug, sd.study_id, sd.items
     HAVING sd.items <> COUNT(si.id)
     ORDER BY sd.id LIMIT ?`,
    limit,
  );
}

export interface OverusedInvite {
  readonly id: string;
  readonly uses: number;
  readonly maxUses: number;
}

export async function countInvites(db: Reads): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM invites');
  return row?.count ?? 0;
}

/** Invites that let in more people than they may. */
export async function listOverusedInvites(db: Reads, limit: number): Promise<OverusedInvite[]> {
  return db.all<OverusedInvite>(
    `SELECT id, uses, max_uses AS "maxUses" FROM invites WHERE uses < 0 OR uses > max_uses ORDER BY id LIMIT ?`,
    limit,
  );
}
