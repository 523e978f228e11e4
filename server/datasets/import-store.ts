import type { Database, SqlValue } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { NotFound } from '../errors';
import type { ImportPlan } from './importing/import-plan';
import type { FileFacts } from './reading/file-facts';
import type { FieldMapping } from './reading/field-mapping';

/**
 * received: the bytes are kept; checking: a job reads them; checked: counts, problems and findings are there;
 * refused: they cannot become a dataset; importing: a job writes items; imported: the dataset is there.
 */
export type ImportState = 'received' | 'checking' | 'checked' | 'refused' | 'importing' | 'imported';

/** What a check counts: records = items + failed + rows of a table. */
export interface ImportCounts {
  readonly records: number;
  /** Readable as items, and of those with a label. */
  readonly items: number;
  readonly labelled: number;
  readonly failed: number;
  /** Records with a warning, whether they failed or not. */
  readonly warned: number;
}

/** One file on its way to a dataset, kept whatever came of it. */
export interface ImportRun extends ImportCounts {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: ImportState;
  /** Null for imports of before 0.2. */
  readonly facts: FileFacts | null;
  /** The key of the format that reads it; null when none does. */
  readonly format: string | null;
  readonly mapping: FieldMapping | null;
  readonly plan: ImportPlan | null;
  /** Why it cannot become a dataset; null unless refused. */
  readonly refusal: string | null;
  readonly datasetId: string | null;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

interface ImportRow extends Record<keyof ImportCounts, number> {
  id: string;
  file_name: string;
  sha256: string;
  bytes: number;
  state: ImportState;
  facts: string;
  format: string | null;
  mapping: string | null;
  plan: string | null;
  refusal: string | null;
  dataset_id: string | null;
  created_by: string | null;
  created_at: number;
}

export async function insertImport(db: Database, run: ImportRun): Promise<void> {
  const columns = { id: run.id, ...columnsOf(run), created_by: run.createdBy, created_at: run.createdAt };
  await insertRows(db, 'imports', Object.keys(columns), [Object.values(columns)]);
}

/**
 * Writes everything that may change about an import, if it still is in the state it is expected in.
 * @returns whether it was
 */
export async function updateImport(db: Database, run: ImportRun, expected: ImportState): Promise<boolean> {
  const { changes } = await db.run(
    `UPDATE imports SET file_name = ?, sha256 = ?, bytes = ?, state = ?, facts = ?, format = ?, mapping = ?,
       plan = ?, refusal = ?, records = ?, items = ?, labelled = ?, failed = ?, warned = ?, dataset_id = ?
     WHERE id = ? AND state = ?`,
    ...Object.values(columnsOf(run)),
    run.id,
    expected,
  );
  return changes === 1;
}

/** In the order of the statement above. */
function columnsOf(run: ImportRun): Record<string, SqlValue> {
  return {
    file_name: run.fileName,
    sha256: run.sha256,
    bytes: run.bytes,
    state: run.state,
    facts: JSON.stringify(run.facts ?? {}),
    format: run.format,
    mapping: run.mapping && JSON.stringify(run.mapping),
    plan: run.plan && JSON.stringify(run.plan),
    refusal: run.refusal,
    records: run.records,
    items: run.items,
    labelled: run.labelled,
    failed: run.failed,
    warned: run.warned,
    dataset_id: run.datasetId,
  };
}

/** Keeps what is planned for a checked import, and nothing else of it. @returns whether it still is checked */
export async function updatePlan(db: Database, id: string, plan: ImportPlan): Promise<boolean> {
  const { changes } = await db.run(
    "UPDATE imports SET plan = ? WHERE id = ? AND state = 'checked'",
    JSON.stringify(plan),
    id,
  );
  return changes === 1;
}

export async function findImport(db: Database, id: string): Promise<ImportRun | undefined> {
  const row = await db.get<ImportRow>('SELECT * FROM imports WHERE id = ?', id);
  return row && toImportRun(row);
}

export async function loadImport(db: Database, id: string): Promise<ImportRun> {
  const run = await findImport(db, id);
  if (!run) throw new NotFound('This import does not exist.', 'Choose one from the list of imports.');
  return run;
}

/** The newest first; `before` is the id of the last one already shown. */
export async function listImports(
  db: Database,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<ImportRun[]> {
  const rows = await db.all<ImportRow>(
    'SELECT * FROM imports WHERE id < ? ORDER BY id DESC LIMIT ?',
    // After every UUID.
    before ?? 'g',
    limit,
  );
  return rows.map(toImportRun);
}

/** Every import of these bytes, the oldest first. */
export async function listImportsByHash(db: Database, sha256: string): Promise<ImportRun[]> {
  const rows = await db.all<ImportRow>('SELECT * FROM imports WHERE sha256 = ? ORDER BY id', sha256);
  return rows.map(toImportRun);
}

/** Its problems, findings and text keys go with it. @returns whether it was there, in this state */
export async function deleteImport(db: Database, id: string, expected: ImportState): Promise<boolean> {
  const { changes } = await db.run('DELETE FROM imports WHERE id = ? AND state = ?', id, expected);
  return changes === 1;
}

/**
 * Makes all who want to make a dataset of the same bytes take turns, until the transaction ends.
 * @returns false when no import has these bytes any more
 */
export async function lockBytes(tx: Database, sha256: string): Promise<boolean> {
  // Writes nothing new, but on both engines only one transaction at a time may.
  const { changes } = await tx.run(
    'UPDATE imports SET bytes = bytes WHERE id = (SELECT MIN(id) FROM imports WHERE sha256 = ?)',
    sha256,
  );
  return changes === 1;
}

/** A dataset that is made of these bytes or about to be; what was undone does not count. */
export async function findDatasetOfBytes(
  db: Database,
  sha256: string,
): Promise<{ slug: string; state: 'importing' | 'ready' } | undefined> {
  const [first] = await db.all<{ slug: string; state: 'importing' | 'ready' }>(
    `SELECT d.slug, d.state FROM datasets d WHERE d.sha256 = ? AND (d.state = 'ready' OR EXISTS (
       SELECT 1 FROM imports i WHERE i.sha256 = d.sha256 AND i.dataset_id = d.id AND i.state = 'importing'))
     ORDER BY d.id`,
    sha256,
  );
  return first;
}

/** Whether the kept bytes are still those of an import or a dataset. */
export async function isReferredTo(db: Database, sha256: string): Promise<boolean> {
  const sql = `SELECT id FROM imports WHERE sha256 = ? UNION ALL SELECT id FROM datasets WHERE sha256 = ? LIMIT 1`;
  return (await db.get(sql, sha256, sha256)) !== undefined;
}

function toImportRun(row: ImportRow): ImportRun {
  const { records, items, labelled, failed, warned } = row;
  const facts = JSON.parse(row.facts) as FileFacts | Record<string, never>;
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    state: row.state,
    facts: 'syntax' in facts ? (facts as FileFacts) : null,
    format: row.format,
    mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as FieldMapping),
    plan: row.plan === null ? null : (JSON.parse(row.plan) as ImportPlan),
    refusal: row.refusal,
    records,
    items,
    labelled,
    failed,
    warned,
    datasetId: row.dataset_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
