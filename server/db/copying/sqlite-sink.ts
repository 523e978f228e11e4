import BetterSqlite, { type Statement } from 'better-sqlite3';
import type { SqlValue } from '../database';
import type { Sink } from './sink';
import { sqliteRows } from './sqlite-rows';
import { columnList, quoted, type Table } from './table';

/**
 * Fills a file that nobody else knows yet. It does not wait for the disk: the file is worth nothing before it is
 * complete, and whoever gives it its name puts it on the disk first.
 */
export function openSqliteSink(path: string): Sink {
  const connection = new BetterSqlite(path);
  connection.pragma('journal_mode = DELETE');
  connection.pragma('synchronous = OFF');
  // Rows may come before those they refer to; all are checked at the end.
  connection.pragma('foreign_keys = OFF');
  connection.exec('BEGIN IMMEDIATE');
  const inserts = new Map<string, Statement>();
  return {
    dialect: 'sqlite',
    all: async <Row>(sql: string, ...params: SqlValue[]) => connection.prepare(sql).all(...params) as Row[],
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      connection.prepare(sql).get(...params) as Row | undefined,
    rows: (table) => sqliteRows(connection, table),
    insert: async (table, rows) => {
      const insert = inserts.get(table.name) ?? connection.prepare(insertInto(table));
      inserts.set(table.name, insert);
      for (const row of rows) insert.run(...row);
    },
    commit: async () => {
      const [broken] = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
      if (broken)
        throw new Error(`A row of ${broken.table} refers to a row of ${broken.parent} that is gone.`);
      connection.exec('COMMIT');
      connection.close();
    },
    abandon: async () => {
      if (connection.open) connection.close();
    },
  };
}

function insertInto(table: Table): string {
  const values = table.columns.map(() => '?').join(', ');
  return `INSERT INTO ${quoted([table.name])} (${columnList(table)}) VALUES (${values})`;
}
