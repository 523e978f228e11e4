import type { Database } from '../../../db/database';

/** How far an import has written its items: they come in file order, so the last line tells where to go on. */
export async function countWritten(
  db: Database,
  datasetId: string,
): Promise<{ count: number; lastLine: number }> {
  const row = await db.get<{ count: number; line: number | null }>(
    'SELECT COUNT(*) AS count, MAX(line) AS line FROM items WHERE dataset_id = ?',
    datasetId,
  );
  return { count: row?.count ?? 0, lastLine: row?.line ?? 0 };
}

/** Makes a dataset invisible and its short name free; nothing refers to it as an answer to anything any more. */
export async function hideDataset(db: Database, id: string): Promise<void> {
  await db.run("UPDATE datasets SET state = 'importing', slug = id, import_id = NULL WHERE id = ?", id);
  await db.run('UPDATE datasets SET gold_for = NULL WHERE gold_for = ?', id);
}

/** Invisible datasets that no import is writing: what was hidden, and what older versions left behind. */
export async function listAbandonedDatasets(db: Database): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT d.id FROM datasets d WHERE d.state = 'importing' AND NOT EXISTS (
       SELECT 1 FROM imports i WHERE i.dataset_id = d.id AND i.state = 'importing') ORDER BY d.id`,
  );
  return rows.map(({ id }) => id);
}

/** Imports in the middle of a step for which there is no job. */
export async function listStrandedImports(
  db: Database,
): Promise<{ id: string; state: 'checking' | 'importing' }[]> {
  return db.all(
    `SELECT i.id, i.state FROM imports i WHERE i.state IN ('checking', 'importing') AND NOT EXISTS (
       SELECT 1 FROM jobs j WHERE j.subject_id = i.id AND j.state IN ('queued', 'running')) ORDER BY i.id`,
  );
}

/** Removes a hidden dataset, with tags, versions and decisions. */
export async function deleteHiddenDataset(db: Database, id: string): Promise<void> {
  await db.run("DELETE FROM datasets WHERE id = ? AND slug = id AND state = 'importing'", id);
}

/** Removes items of a hidden dataset, the last lines first. @returns how many */
export async function deleteSomeItems(db: Database, datasetId: string, limit: number): Promise<number> {
  const { changes } = await db.run(
    `DELETE FROM items WHERE id IN (
       SELECT i.id FROM items i JOIN datasets d ON d.id = i.dataset_id AND d.slug = d.id AND d.state = 'importing'
       WHERE i.dataset_id = ? ORDER BY i.line DESC LIMIT ?)`,
    datasetId,
    limit,
  );
  return changes;
}

/** Removes the problems of the last lines that have any. @returns how many */
export async function deleteSomeProblems(db: Database, importId: string, lines: number): Promise<number> {
  const { changes } = await db.run(
    `DELETE FROM import_problems WHERE import_id = ? AND line IN (
       SELECT DISTINCT line FROM import_problems WHERE import_id = ? ORDER BY line DESC LIMIT ?)`,
    importId,
    importId,
    lines,
  );
  return changes;
}

/** Removes the findings of the last lines that have any. @returns how many */
export async function deleteSomeFindings(db: Database, importId: string, lines: number): Promise<number> {
  const { changes } = await db.run(
    `DELETE FROM lint_findings WHERE import_id = ? AND line IN (
       SELECT DISTINCT line FROM lint_findings WHERE import_id = ? ORDER BY line DESC LIMIT ?)`,
    importId,
    importId,
    lines,
  );
  return changes;
}

/** Removes the last text keys. @returns how many */
export async function deleteSomeTextKeys(db: Database, importId: string, limit: number): Promise<number> {
  const { changes } = await db.run(
    `DELETE FROM item_texts WHERE import_id = ? AND (text_key, line) IN (
       SELECT text_key, line FROM item_texts WHERE import_id = ? ORDER BY text_key DESC, line DESC LIMIT ?)`,
    importId,
    importId,
    limit,
  );
  return changes;
}
