import type { Reads } from '../reads';
import { readPostgresTables } from './postgres-catalogue';
import { readSqliteTables } from './sqlite-catalogue';
import type { Table } from './table';

/** The list of migrations, which every database writes for itself. */
const migrationList = 'schema_migrations';

/**
 * Every table with rows of ours, a table after those it refers to. It comes from the database itself, so that a new
 * migration needs nothing here.
 */
export async function listTables(db: Reads): Promise<Table[]> {
  const tables = await readTables(db);
  return inForeignKeyOrder(tables.filter(({ name }) => name !== migrationList));
}

/** Whether migrations were ever applied. */
export async function hasSchema(db: Reads): Promise<boolean> {
  const tables = await readTables(db);
  return tables.some(({ name }) => name === migrationList);
}

function readTables(db: Reads): Promise<Table[]> {
  return db.dialect === 'sqlite' ? readSqliteTables(db) : readPostgresTables(db);
}

/** Where tables refer to each other in a circle, the one whose name comes first is taken before what it refers to. */
function inForeignKeyOrder(tables: readonly Table[]): Table[] {
  const waiting = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const isReady = ({ name, foreignKeys }: Table): boolean =>
      foreignKeys.every(({ parent }) => parent === name || !waiting.some((other) => other.name === parent));
    const next = Math.max(0, waiting.findIndex(isReady));
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}
