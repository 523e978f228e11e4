import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { placeholders, wholeNumberRows } from '../db/placeholders';
import type { Dataset } from './dataset-store';
import { toItem, type Item, type ItemRow } from './item-store';

/** Where in an import's file an item stands, and the key of its text. */
export interface PlacedTextKey {
  readonly line: number;
  readonly textKey: number;
}

/** Keys that come in order are written many times faster than others. */
export async function insertTextKeys(
  db: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<void> {
  const rows = keys.map(({ line, textKey }) => [importId, textKey, line]);
  await insertRows(db, 'item_texts', ['import_id', 'text_key', 'line'], rows);
}

/** Stand before the first key of every import and after the last one. */
export const beforeAllKeys: PlacedTextKey = { textKey: -1, line: 0 };
export const afterAllKeys: PlacedTextKey = { textKey: 2 ** 52, line: 0 };

/** Removes the keys of an import after one, up to and with another, in their order: equal ones by line. */
export async function deleteTextKeys(
  db: Database,
  importId: string,
  { after, through }: { after: PlacedTextKey; through: PlacedTextKey },
): Promise<void> {
  await db.run(
    'DELETE FROM item_texts WHERE import_id = ? AND (text_key, line) > (?, ?) AND (text_key, line) <= (?, ?)',
    importId,
    ...placeOf(after),
    ...placeOf(through),
  );
}

/** Puts keys in the place of those after one, up to and with another. Call it inside a transaction. */
export async function replaceTextKeys(
  db: Database,
  importId: string,
  { keys, ...range }: { keys: readonly PlacedTextKey[]; after: PlacedTextKey; through: PlacedTextKey },
): Promise<void> {
  await deleteTextKeys(db, importId, range);
  await insertTextKeys(db, importId, keys);
}

function placeOf({ textKey, line }: PlacedTextKey): [number, number] {
  return [textKey, line];
}

/** A key of a file, and what is known of it elsewhere: 0 or 1. */
export interface TextKeyUse extends PlacedTextKey {
  /** Whether another import has it. */
  readonly isElsewhere: 0 | 1;
  /** Whether one of the rules has a finding on the line. */
  readonly isFound: 0 | 1;
}

interface UseRow {
  line: number;
  text_key: number;
  is_elsewhere: 0 | 1;
  is_found: 0 | 1;
}

/** The next keys of an import in their order, whether elsewhere or not, so that a step takes a bounded time. */
export async function listTextKeyUses(
  db: Database,
  importId: string,
  { rules, after, limit }: { rules: readonly string[]; after: PlacedTextKey; limit: number },
): Promise<TextKeyUse[]> {
  // Below and above instead of unequal: the index then skips over however many copies the import has itself.
  const rows = await db.all<UseRow>(
    `SELECT t.line, t.text_key,
       CASE WHEN EXISTS (SELECT 1 FROM item_texts o WHERE o.text_key = t.text_key AND o.import_id < t.import_id)
         OR EXISTS (SELECT 1 FROM item_texts o WHERE o.text_key = t.text_key AND o.import_id > t.import_id)
         THEN 1 ELSE 0 END AS is_elsewhere,
       CASE WHEN EXISTS (SELECT 1 FROM lint_findings f WHERE f.import_id = t.import_id AND f.line = t.line
         AND f.rule IN (${placeholders(rules)})) THEN 1 ELSE 0 END AS is_found
     FROM item_texts t WHERE t.import_id = ? AND (t.text_key, t.line) > (?, ?) ORDER BY t.text_key, t.line LIMIT ?`,
    ...rules,
    importId,
    ...placeOf(after),
    limit,
  );
  return rows.map((row) => ({
    line: row.line,
    textKey: row.text_key,
    isElsewhere: row.is_elsewhere,
    isFound: row.is_found,
  }));
}

/** The next keys of an import, and whether a certain other import has them. */
export async function listSharedTextKeys(
  db: Database,
  importId: string,
  { sharedWith, after, limit }: { sharedWith: string; after: PlacedTextKey; limit: number },
): Promise<(PlacedTextKey & { readonly isShared: 0 | 1 })[]> {
  const rows = await db.all<{ line: number; text_key: number; is_shared: 0 | 1 }>(
    `SELECT t.line, t.text_key, CASE WHEN EXISTS (SELECT 1 FROM item_texts o
       WHERE o.text_key = t.text_key AND o.import_id = ?) THEN 1 ELSE 0 END AS is_shared
     FROM item_texts t WHERE t.import_id = ? AND (t.text_key, t.line) > (?, ?) ORDER BY t.text_key, t.line LIMIT ?`,
    sharedWith,
    importId,
    ...placeOf(after),
    limit,
  );
  return rows.map((row) => ({ line: row.line, textKey: row.text_key, isShared: row.is_shared }));
}

/** An item of a ready dataset under the key of its text. */
export interface KeyedItem extends Item {
  readonly textKey: number;
  readonly importId: string;
  readonly slug: string;
  readonly purpose: Dataset['purpose'];
}

interface KeyedRow extends ItemRow {
  text_key: number;
  import_id: string;
  slug: string;
  purpose: Dataset['purpose'];
}

/** How many items of one text are taken from one dataset: further copies tell nothing new. */
const mostOfOneText = 5;

/** The items of all ready datasets that have one of these keys, the first few of each dataset, in no order. */
export async function listItemsSharingText(db: Database, textKeys: readonly number[]): Promise<KeyedItem[]> {
  const keys = [...new Set(textKeys)];
  // From import to import of a key along the index, however often the key occurs in each.
  const rows = await db.all<KeyedRow>(
    `WITH RECURSIVE keys (text_key) AS (VALUES ${wholeNumberRows(keys)}), uses (text_key, import_id) AS (
       SELECT text_key, CAST('' AS TEXT) FROM keys
       UNION
       SELECT u.text_key, (SELECT MIN(t.import_id) FROM item_texts t
         WHERE t.text_key = u.text_key AND t.import_id > u.import_id)
       FROM uses u WHERE u.import_id IS NOT NULL)
     SELECT i.*, u.text_key, u.import_id, d.slug, d.purpose
     FROM uses u
     JOIN datasets d ON d.import_id = u.import_id AND d.state = 'ready'
     JOIN item_texts t ON t.text_key = u.text_key AND t.import_id = u.import_id AND t.line <= COALESCE(
       (SELECT n.line FROM item_texts n WHERE n.text_key = u.text_key AND n.import_id = u.import_id
        ORDER BY n.line LIMIT 1 OFFSET ?), 2147483647)
     JOIN items i ON i.dataset_id = d.id AND i.line = t.line`,
    ...keys,
    mostOfOneText - 1,
  );
  return rows.map(toKeyedItem);
}

/** The items that these keys stand for, once their import has become a ready dataset; none otherwise. */
export async function listItemsOfKeys(
  db: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<KeyedItem[]> {
  const keyOf = new Map(keys.map(({ line, textKey }) => [line, textKey]));
  const lines = [...keyOf.keys()];
  const rows = await db.all<Omit<KeyedRow, 'text_key'>>(
    `SELECT i.*, d.import_id, d.slug, d.purpose FROM datasets d
     JOIN items i ON i.dataset_id = d.id AND i.line IN (${placeholders(lines)})
     WHERE d.import_id = ? AND d.state = 'ready' ORDER BY i.line`,
    ...lines,
    importId,
  );
  return rows.map((row) => toKeyedItem({ ...row, text_key: keyOf.get(row.line)! }));
}

/** Removes what these rules found on these lines. */
export async function deleteFindingsOfLines(
  db: Database,
  importId: string,
  { rules, lines }: { rules: readonly string[]; lines: readonly number[] },
): Promise<void> {
  await db.run(
    `DELETE FROM lint_findings WHERE import_id = ? AND line IN (${placeholders(lines)})
     AND rule IN (${placeholders(rules)})`,
    importId,
    ...lines,
    ...rules,
  );
}

/** Lets nobody else who asks for this write about the import until the transaction ends; changes nothing. */
export async function holdImport(tx: Database, importId: string): Promise<void> {
  await tx.run('UPDATE imports SET id = id WHERE id = ?', importId);
}

function toKeyedItem(row: KeyedRow): KeyedItem {
  const { text_key: textKey, import_id: importId, slug, purpose } = row;
  return { ...toItem(row), textKey, importId, slug, purpose };
}
