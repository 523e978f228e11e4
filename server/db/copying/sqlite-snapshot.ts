import BetterSqlite from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { SqlValue } from '../database';
import type { Snapshot } from './snapshot';
import { sqliteRows } from './sqlite-rows';

/** Milliseconds: how long to wait for a process that is just opening or closing the file. */
const busyTimeout = 5000;

/**
 * A connection of its own in one read transaction: on a file in use others go on writing, only their write-ahead log
 * grows until this is closed.
 */
export function openSqliteSnapshot(path: string): Snapshot {
  const { connection, close } = openReadOnly(path);
  return {
    dialect: 'sqlite',
    all: async <Row>(sql: string, ...params: SqlValue[]) => connection.prepare(sql).all(...params) as Row[],
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      connection.prepare(sql).get(...params) as Row | undefined,
    rows: (table) => sqliteRows(connection, table),
    close: async () => close(),
  };
}

/** A connection that reads a file as it is at this moment. */
export function openReadOnly(path: string): { connection: BetterSqlite.Database; close: () => void } {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const hadLog = existsSync(`${path}-wal`);
  const connection = new BetterSqlite(path, { readonly: true, timeout: busyTimeout });
  const close = (): void => {
    connection.close();
    if (!hadLog && existsSync(`${path}-wal`)) tidy(path);
  };
  try {
    connection.exec('BEGIN');
    // The moment is that of the first look.
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
    return { connection, close };
  } catch (error) {
    close();
    throw new Error(`${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** A file in write-ahead mode gets an empty log by being read, which only a connection that may write removes again. */
function tidy(path: string): void {
  try {
    const connection = new BetterSqlite(path);
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
    connection.close();
  } catch {
    // Somebody else's file, or one in use: the empty log does no harm.
  }
}
