import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { placeholders } from '../db/placeholders';
import type { Dataset } from './dataset-store';
import { toItem, type Item, type ItemRow } from './item-store';

/** Where in an import's file an item stands, and the key of its text. */
export interface PlacedTextKey {
  readonly line: number;
  readonly textKey: number;
}

export async function insertTextKeys(
  db: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<void> {
  const rows = keys.map(({ line, textKey }) => [importId, line, textKey]);
  await insertRows(db, 'item_texts', ['import_id', 'line', 'text_key'], rows);
}

/** Puts keys in the place of those from the first of their lines to the last. Call it inside a transaction. */
export async function replaceTextKeys(
  db: Database,
  importId: string,
  keys: readonly PlacedTextKey[],
): Promise<void> {
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last) return;
  await db.run(
    'DELETE FROM item_texts WHERE import_id = ? AND line >= ? AND line <= ?',
    importId,
    first.line,
    last.line,
  );
  await insertTextKeys(db, importId, keys);
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

/** The next lines of an import, whether their texts are elsewhere or not, so that a step takes a bounded time. */
export async function listTextKeyUses(
  db: Database,
  importId: string,
  { rules, after, limit }: { rules: readonly string[]; after: number; limit: number },
): Promise<TextKeyUse[]> {
  // Below and above instead of unequal: the index then skips over however many copies the import has itself.
  const rows = await db.all<UseRow>(
    `SELECT t.line, t.text_key,
       CASE WHEN EXISTS (SELECT 1 FROM item_texts o WHERE o.text_key = t.text_key AND o.import_id < t.import_id)
         OR EXISTS (SELECT 1 FROM item_texts o WHERE o.text_key = t.text_key AND o.import_id > t.import_id)
         THEN 1 ELSE 0 END AS is_elsewhere,
       CASE WHEN EXISTS (SELECT 1 FROM lint_findings f WHERE f.import_id = t.import_id AND f.line = t.line
         AND f.rule IN (${placeholders(rules)})) THEN 1 ELSE 0 END AS is_found
     FROM item_texts t WHERE t.import_id = ? AND t.line > ? ORDER BY t.line LIMIT ?`,
    ...rules,
    importId,
    after,
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
  { sharedWith, after, limit }: { sharedWith: string; after: number; limit: number },
): Promise<(PlacedTextKey & { readonly isShared: 0 | 1 })[]> {
  const rows = await db.all<{ line: number; text_key: number; is_shared: 0 | 1 }>(
    `SELECT t.line, t.text_key, CASE WHEN EXISTS (SELECT 1 FROM item_texts o
       WHERE o.text_key = t.text_key AND o.import_id = ?) THEN 1 ELSE 0 END AS is_shared
     FROM item_texts t WHERE t.import_id = ? AND t.line > ? ORDER BY t.line LIMIT ?`,
    sharedWith,
    importId,
    after,
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

/** The items of all ready datasets that have a key of these lines, the first few of each dataset, in no order. */
export async function listItemsSharingText(
  db: Database,
  importId: string,
  lines: readonly number[],
): Promise<KeyedItem[]> {
  // From import to import of a key along the index, however often the key occurs in each.
  const rows = await db.all<KeyedRow>(
    `WITH RECURSIVE uses (text_key, import_id) AS (
       SELECT text_key, CAST('' AS TEXT) FROM item_texts WHERE import_id = ? AND line IN (${placeholders(lines)})
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
    importId,
    ...lines,
    mostOfOneText - 1,
  );
  return rows.map(toKeyedItem);
}

/** Items of an import that has become a ready dataset; none otherwise. */
export async function listItemsOfLines(
  db: Database,
  importId: string,
  lines: readonly number[],
): Promise<KeyedItem[]> {
  const rows = await db.all<KeyedRow>(
    `SELECT i.*, t.text_key, t.import_id, d.slug, d.purpose
     FROM item_texts t
     JOIN datasets d ON d.import_id = t.import_id AND d.state = 'ready'
     JOIN items i ON i.dataset_id = d.id AND i.line = t.line
     WHERE t.import_id = ? AND t.line IN (${placeholders(lines)}) ORDER BY t.line`,
    importId,
    ...lines,
  );
  return rows.map(toKeyedItem);
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
