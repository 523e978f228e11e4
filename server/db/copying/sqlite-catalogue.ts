import type { Reads } from '../reads';
import { typedColumn } from './typed-column';
import type { ForeignKey, Table } from './table';

interface ColumnRow {
  name: string;
  type: string;
  /** Its place in the primary key, from 1; 0 for other columns. */
  pk: number;
}

interface ReferenceRow {
  id: number;
  parent: string;
  child_column: string;
  parent_column: string;
}

export async function readSqliteTables(db: Reads): Promise<Table[]> {
  const names = await db.all<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name`,
  );
  const tables: Table[] = [];
  for (const { name } of names) tables.push(await readTable(db, name));
  return tables;
}

async function readTable(db: Reads, name: string): Promise<Table> {
  const columns = await db.all<ColumnRow>(
    'SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid',
    name,
  );
  const references = await db.all<ReferenceRow>(
    `SELECT id, "table" AS parent, "from" AS child_column, "to" AS parent_column
     FROM pragma_foreign_key_list(?) ORDER BY id, seq`,
    name,
  );
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return {
    name,
    columns: columns.map((column) => typedColumn(name, column)),
    key: key.map((column) => column.name),
    foreignKeys: foreignKeysOf(references),
  };
}

/** One row for each column; those of one key have one id. */
function foreignKeysOf(rows: readonly ReferenceRow[]): ForeignKey[] {
  return [...new Set(rows.map(({ id }) => id))].map((id) => {
    const own = rows.filter((row) => row.id === id);
    return {
      name: '',
      columns: own.map((row) => row.child_column),
      parent: own[0]!.parent,
      parentColumns: own.map((row) => row.parent_column),
    };
  });
}
