import { setTimeout } from 'node:timers/promises';
import type BetterSqlite from 'better-sqlite3';
import { isBusy } from './violations';

/** Milliseconds between tries: short at first, for a log that is written back; then as for another process. */
const pauses = [...Array<number>(50).fill(4), ...Array<number>(192).fill(25)];

/**
 * Tries again while somebody else holds the database, for five seconds. Waiting here and not in the driver lets the
 * process answer whatever needs no database meanwhile.
 */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await setTimeout(pause);
    }
  }
  return work();
}

export async function begin(connection: BetterSqlite.Database): Promise<void> {
  await whenFree(async () => connection.exec('BEGIN IMMEDIATE'));
}

async function inTransaction<T>(connection: BetterSqlite.Database, work: () => Promise<T>): Promise<T> {
  await begin(connection);
  try {
    const result = await work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/** In write-ahead logging NORMAL loses whole transactions, the latest first, and only when the machine goes down. */
export async function withoutSync<T>(connection: BetterSqlite.Database, work: () => Promise<T>): Promise<T> {
  connection.pragma('synchronous = NORMAL');
  try {
    return await inTransaction(connection, work);
  } finally {
    connection.pragma('synchronous = FULL');
  }
}

/**
 * SQLite alters a column by building the table anew; dropping the old one must not delete what refers to it, so
 * foreign keys rest until the end (sqlite.org/lang_altertable.html, section 7). They cannot be switched inside a
 * transaction.
 */
export async function changingSchema<T>(
  connection: BetterSqlite.Database,
  work: () => Promise<T>,
): Promise<T> {
  connection.pragma('foreign_keys = OFF');
  try {
    return await inTransaction(connection, async () => {
      const result = await work();
      const [broken] = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
      if (broken)
        throw new Error(`A row of ${broken.table} refers to a row of ${broken.parent} that is gone.`);
      return result;
    });
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}
