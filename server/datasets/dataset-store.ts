import { insertRows } from '../db/insert-rows';
import type { Database } from '../db/database';
import { NotFound } from '../errors';
import type { ItemKind } from '../questions/item-kind';
import type { FileDescription } from './describing/describe-file';

/** One imported file about one behavior, unchanged after import but for what an admin says about it. */
export interface Dataset extends FileDescription {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The key of the format that read it. */
  readonly format: string;
  readonly itemKind: ItemKind;
  /** Null while the behavior is a draft; no study can use the dataset then. */
  readonly behaviorConfirmedAt: number | null;
  readonly behaviorConfirmedBy: string | null;
  /** From 1, one more with every change of behavior or polarity. */
  readonly behaviorVersion: number;
  /** The import it came from; null for datasets of before 0.2 whose import is unknown. */
  readonly importId: string | null;
  /** What raters should be warned of; '' for nothing. */
  readonly contentNote: string;
  /** For a gold set: the dataset its items are certain examples of. */
  readonly goldFor: string | null;
  readonly itemCount: number;
  readonly labelledCount: number;
  readonly createdAt: number;
}

/** A dataset as the import begins it: without items and invisible. */
export type NewDataset = Omit<Dataset, 'itemCount' | 'labelledCount'>;

interface DatasetRow {
  id: string;
  slug: string;
  file_name: string;
  sha256: string;
  bytes: number;
  format: string;
  item_kind: Dataset['itemKind'];
  purpose: Dataset['purpose'];
  family: string;
  source: Dataset['source'];
  polarity: Dataset['polarity'];
  behavior: string;
  behavior_confirmed_at: number | null;
  behavior_confirmed_by: string | null;
  behavior_version: number;
  import_id: string | null;
  category: string;
  content_note: string;
  gold_for: string | null;
  item_count: number;
  labelled_count: number;
  created_at: number;
}

/** Every ready dataset by slug. Sorted here, because the engines sort text differently. */
export async function listDatasets(db: Database): Promise<Dataset[]> {
  const rows = await db.all<DatasetRow>("SELECT * FROM datasets WHERE state = 'ready'");
  return rows.map(toDataset).sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

export async function findDataset(db: Database, id: string): Promise<Dataset | undefined> {
  const row = await db.get<DatasetRow>("SELECT * FROM datasets WHERE id = ? AND state = 'ready'", id);
  return row && toDataset(row);
}

export async function loadDataset(db: Database, id: string): Promise<Dataset> {
  const dataset = await findDataset(db, id);
  if (!dataset) throw new NotFound('This dataset does not exist.', 'Choose one from the list of datasets.');
  return dataset;
}

export async function findDatasetBySlug(db: Database, slug: string): Promise<Dataset | undefined> {
  const row = await db.get<DatasetRow>("SELECT * FROM datasets WHERE slug = ? AND state = 'ready'", slug);
  return row && toDataset(row);
}

/** Every ready dataset made of these bytes, by slug; usually one. */
export async function listDatasetsByHash(db: Database, sha256: string): Promise<Dataset[]> {
  const rows = await db.all<DatasetRow>(
    "SELECT * FROM datasets WHERE sha256 = ? AND state = 'ready'",
    sha256,
  );
  return rows.map(toDataset).sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/**
 * Keeps a dataset from being taken back until the transaction has ended.
 * @returns false when it is gone already
 */
export async function holdDataset(db: Database, id: string): Promise<boolean> {
  // Changes nothing, but locks the row on PostgreSQL; on SQLite the transaction has the database to itself anyway.
  const { changes } = await db.run(
    "UPDATE datasets SET item_count = item_count WHERE id = ? AND state = 'ready'",
    id,
  );
  return changes === 1;
}

export async function hasSlug(db: Database, slug: string): Promise<boolean> {
  return (await db.get('SELECT id FROM datasets WHERE slug = ?', slug)) !== undefined;
}

/** Inserts an invisible dataset, in state `importing`. */
export async function insertDataset(db: Database, dataset: NewDataset): Promise<void> {
  const columns = {
    id: dataset.id,
    slug: dataset.slug,
    file_name: dataset.fileName,
    sha256: dataset.sha256,
    bytes: dataset.bytes,
    format: dataset.format,
    item_kind: dataset.itemKind,
    purpose: dataset.purpose,
    family: dataset.family,
    source: dataset.source,
    polarity: dataset.polarity,
    behavior: dataset.behavior,
    behavior_confirmed_at: dataset.behaviorConfirmedAt,
    behavior_confirmed_by: dataset.behaviorConfirmedBy,
    behavior_version: dataset.behaviorVersion,
    import_id: dataset.importId,
    category: dataset.category,
    content_note: dataset.contentNote,
    gold_for: dataset.goldFor,
    item_count: 0,
    labelled_count: 0,
    state: 'importing',
    created_at: dataset.createdAt,
  };
  await insertRows(db, 'datasets', Object.keys(columns), [Object.values(columns)]);
}

/**
 * Makes an imported dataset visible with all its items and its first behavior on record.
 * @returns whether it was there to be finished: another import of the same file may have cleared it away
 */
export async function finishDataset(
  db: Database,
  id: string,
  counts: { items: number; labelled: number },
): Promise<boolean> {
  // A finish that was cut off between the two statements may be repeated.
  await db.run(
    `INSERT INTO behaviors (dataset_id, version, behavior, polarity, set_by, set_at)
     SELECT d.id, d.behavior_version, d.behavior, d.polarity, COALESCE(d.behavior_confirmed_by, i.created_by),
       COALESCE(d.behavior_confirmed_at, d.created_at)
     FROM datasets d LEFT JOIN imports i ON i.id = d.import_id WHERE d.id = ? AND d.state = 'importing'
     ON CONFLICT (dataset_id, version) DO NOTHING`,
    id,
  );
  const { changes } = await db.run(
    "UPDATE datasets SET state = 'ready', item_count = ?, labelled_count = ? WHERE id = ? AND state = 'importing'",
    counts.items,
    counts.labelled,
    id,
  );
  return changes === 1;
}

/** Removes a dataset, items, tags, versions and decisions and all. Fails while a study refers to its items. */
export async function deleteDataset(db: Database, id: string): Promise<void> {
  await db.run('DELETE FROM datasets WHERE id = ?', id);
}

function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    slug: row.slug,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    format: row.format,
    itemKind: row.item_kind,
    purpose: row.purpose,
    family: row.family,
    source: row.source,
    polarity: row.polarity,
    behavior: row.behavior,
    behaviorConfirmedAt: row.behavior_confirmed_at,
    behaviorConfirmedBy: row.behavior_confirmed_by,
    behaviorVersion: row.behavior_version,
    importId: row.import_id,
    category: row.category,
    contentNote: row.content_note,
    goldFor: row.gold_for,
    itemCount: row.item_count,
    labelledCount: row.labelled_count,
    createdAt: row.created_at,
  };
}
