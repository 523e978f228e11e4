import { listTables } from './copying/catalogue';
import { quoted, type ForeignKey, type Table } from './copying/table';
import type { Reads } from './reads';

/** What was looked at, and what is wrong: at most so many faults. */
export interface Looked {
  readonly checked: number;
  readonly faults: readonly string[];
  /** Something worth knowing that is no fault. */
  readonly note?: string;
}

/**
 * Whether the file is whole: SQLite looks at every page, every index and every constraint. PostgreSQL has a program of
 * its own for that, pg_amcheck.
 */
export async function checkIntegrity(db: Reads, limit: number): Promise<Looked> {
  if (db.dialect === 'postgres') return { checked: 0, faults: [] };
  const rows = await db.all<{ integrity_check: string }>(`PRAGMA integrity_check(${limit})`);
  const pages = await db.get<{ page_count: number }>('PRAGMA page_count');
  const faults = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  return { checked: pages?.page_count ?? 0, faults };
}

/** Whether whatever a row refers to is there, for every foreign key. */
export async function checkForeignKeys(db: Reads, limit: number): Promise<Looked> {
  const keys = (await listTables(db)).flatMap((table) => table.foreignKeys.map((key) => ({ table, key })));
  const faults: string[] = await listUnvalidated(db);
  for (const { table, key } of keys) {
    const orphans = await db.all<Record<string, unknown>>(orphansOf(table, key), limit);
    faults.push(...orphans.map((row) => inWords(table, key, row)));
  }
  return { checked: keys.length, faults: faults.slice(0, limit) };
}

/** Constraints that PostgreSQL was told not to check on the rows that were there. */
async function listUnvalidated(db: Reads): Promise<string[]> {
  if (db.dialect === 'sqlite') return [];
  const rows = await db.all<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint
     WHERE NOT convalidated AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY conname`,
  );
  return rows.map(({ name }) => `the constraint ${name} was never validated`);
}

function orphansOf({ name, key }: Table, { columns, parent, parentColumns }: ForeignKey): string {
  const child = columns.map((column) => `child."${column}"`);
  const isSet = child.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const matches = child.map((column, index) => `parent."${parentColumns[index]}" = ${column}`).join(' AND ');
  const shown = [...new Set([...key, ...columns])].map((column) => `child."${column}"`).join(', ');
  return `SELECT ${shown} FROM ${quoted([name])} child
    WHERE ${isSet} AND NOT EXISTS (SELECT 1 FROM ${quoted([parent])} parent WHERE ${matches}) LIMIT ?`;
}

function inWords(
  { name, key }: Table,
  { columns, parent }: ForeignKey,
  row: Record<string, unknown>,
): string {
  const which = key.map((column) => `${column} ${String(row[column])}`).join(', ');
  const missing = columns.map((column) => `${column} ${String(row[column])}`).join(', ');
  return `a row of ${name}, ${which}, refers to a row of ${parent} that is not there: ${missing}`;
}
