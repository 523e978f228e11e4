import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { placeholders } from '../db/placeholders';
import { choiceName } from './choice-text';
import type { NewItem } from './item';
import { listQuarantinedLines } from './lint/lint-decision-store';

/** An item in its dataset. */
export type Item = NewItem & { readonly id: string; readonly datasetId: string; readonly line: number };

/** A row of the table as it comes back. */
export interface ItemRow {
  id: string;
  dataset_id: string;
  line: number;
  content: string;
  label_index: number | null;
  label_confidence: number | null;
}

const itemColumns = ['id', 'dataset_id', 'line', 'content', 'label_index', 'label_confidence'];

export async function insertItems(db: Database, items: readonly Item[]): Promise<void> {
  const rows = items.map((item) => [
    item.id,
    item.datasetId,
    item.line,
    toContent(item),
    item.labelIndex,
    item.labelConfidence,
  ]);
  await insertRows(db, 'items', itemColumns, rows);
}

/** An item as the thread that reads a file hands it over: its content is JSON already. */
export interface EncodedItem {
  readonly line: number;
  readonly content: string;
  readonly labelIndex: number | null;
  readonly labelConfidence: number | null;
}

/** Inserts what the thread has read, under ids made here. */
export async function insertEncodedItems(
  db: Database,
  items: readonly EncodedItem[],
  { datasetId, newId }: { datasetId: string; newId: () => string },
): Promise<void> {
  const rows = items.map((item) => [
    newId(),
    datasetId,
    item.line,
    item.content,
    item.labelIndex,
    item.labelConfidence,
  ]);
  await insertRows(db, 'items', itemColumns, rows);
}

export async function findItem(db: Database, id: string): Promise<Item | undefined> {
  const row = await db.get<ItemRow>('SELECT * FROM items WHERE id = ?', id);
  return row && toItem(row);
}

export interface ItemRange {
  /** Only items on later lines. */
  readonly afterLine?: number;
  /** How many of those to leave out. */
  readonly offset?: number;
  readonly limit: number;
}

/** Items in file order. */
export async function listItems(db: Database, datasetId: string, range: ItemRange): Promise<Item[]> {
  const rows = await db.all<ItemRow>(
    'SELECT * FROM items WHERE dataset_id = ? AND line > ? ORDER BY line LIMIT ? OFFSET ?',
    datasetId,
    range.afterLine ?? 0,
    range.limit,
    range.offset ?? 0,
  );
  return rows.map(toItem);
}

/** The items on these lines, in file order. */
export async function listItemsOnLines(
  db: Database,
  datasetId: string,
  lines: readonly number[],
): Promise<Item[]> {
  if (lines.length === 0) return [];
  const rows = await db.all<ItemRow>(
    `SELECT * FROM items WHERE dataset_id = ? AND line IN (${placeholders(lines)}) ORDER BY line`,
    datasetId,
    ...lines,
  );
  return rows.map(toItem);
}

export interface ItemLabel {
  readonly id: string;
  readonly line: number;
  /** The label's letter, or its text where choices have no letters; null when the item has no label. */
  readonly label: string | null;
}

/**
 * The label of every item a sample may contain, in file order, read in pages so that large datasets need little
 * memory. What is quarantined is asked once, so that a decision made meanwhile counts for all items or for none.
 */
export async function listItemLabels(db: Database, datasetId: string): Promise<ItemLabel[]> {
  const quarantined = new Set(await listQuarantinedLines(db, datasetId));
  const labels: ItemLabel[] = [];
  const limit = 1000;
  let items: Item[] = [];
  do {
    items = await listItems(db, datasetId, { afterLine: items.at(-1)?.line ?? 0, limit });
    for (const { id, line, choices, labelIndex } of items) {
      if (quarantined.has(line)) continue;
      labels.push({ id, line, label: labelIndex === null ? null : choiceName(choices[labelIndex]!) });
    }
  } while (items.length === limit);
  return labels;
}

/** What of an item is kept as JSON; a stem that is the whole text, as of every statement, is not written twice. */
interface Content extends Pick<NewItem, 'text' | 'choices' | 'details' | 'sourceId'> {
  readonly stem?: string | true;
}

/** As JSON, so that NUL and lone surrogates survive on both engines. */
export function toContent({ text, stem, choices, details, sourceId }: NewItem): string {
  return JSON.stringify({ text, stem: stem === text || stem, choices, details, sourceId });
}

export function toItem(row: ItemRow): Item {
  const { stem, ...content } = JSON.parse(row.content) as Content;
  return {
    ...content,
    ...(stem !== undefined && { stem: stem === true ? content.text : stem }),
    id: row.id,
    datasetId: row.dataset_id,
    line: row.line,
    labelIndex: row.label_index,
    labelConfidence: row.label_confidence,
  };
}
