import type BetterSqlite from 'better-sqlite3';
import { columnList, quoted, rowName, type Cell, type Column, type Row, type Table } from './table';

/** Rows at a time. */
const batchSize = 500;

/** What the driver gives where anything may stand in a column, as it may on SQLite. */
type Stored = Cell | Uint8Array;

/** Every row of a table in batches. Nothing may be written by this connection until the last one has come. */
export async function* sqliteRows(connection: BetterSqlite.Database, table: Table): AsyncGenerator<Row[]> {
  const statement = connection.prepare(`SELECT ${columnList(table)} FROM ${quoted([table.name])}`);
  let batch: Row[] = [];
  for (const row of statement.raw().safeIntegers().iterate() as Iterable<Stored[]>) {
    batch.push(checkedRow(connection, table, row));
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** @throws Error naming the row when it holds something that is not of its column's type */
function checkedRow(connection: BetterSqlite.Database, table: Table, row: readonly Stored[]): Row {
  for (const [index, column] of table.columns.entries()) {
    const value = row[index]!;
    if (value !== null && !isOfType(value, column)) {
      throw new Error(`${placeOf(table, row, column)} is not ${column.type}, as it should be.`);
    }
    // The driver reads bytes that are no text as this character; whoever wrote it meant it, perhaps.
    if (typeof value === 'string' && value.includes('\uFFFD')) assertText(connection, table, { row, column });
  }
  return row as Row;
}

function isOfType(value: Stored, { type }: Column): boolean {
  if (type === 'text') return typeof value === 'string';
  return typeof value === (type === 'double precision' ? 'number' : 'bigint');
}

/** @throws Error when the bytes are not what the driver read them as */
function assertText(
  connection: BetterSqlite.Database,
  table: Table,
  { row, column }: { row: readonly Stored[]; column: Column },
): void {
  const isRow = table.key.map((name) => `"${name}" = ?`).join(' AND ');
  const statement = connection.prepare(
    `SELECT CAST("${column.name}" AS BLOB) FROM ${quoted([table.name])} WHERE ${isRow}`,
  );
  const key = table.key.map((name) => cellOf(table, row, name));
  const bytes = statement.pluck().get(...key) as Buffer | undefined;
  if (bytes?.equals(Buffer.from(cellOf(table, row, column.name) as string))) return;
  throw new Error(
    `${placeOf(table, row, column)} holds half of a character or other bytes that are not UTF-8.`,
  );
}

function cellOf({ columns }: Table, row: readonly Stored[], name: string): Stored {
  return row[columns.findIndex((column) => column.name === name)]!;
}

function placeOf(table: Table, row: readonly Stored[], column: Column): string {
  return `Column ${column.name} of table ${table.name}, ${rowName(table, row as Row)},`;
}
