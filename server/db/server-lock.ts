import BetterSqlite from 'better-sqlite3';
import { isBusy } from './violations';

/** A connection that nothing refers to is closed, and its lock lost. */
const held = new Set<BetterSqlite.Database>();

/** Held by the one server of a SQLite database. */
export interface ServerLock {
  release(): void;
}

/**
 * Makes this process the only server of a SQLite file. The system lets go of the lock when the process ends, however
 * it ends. Commands work beside a server: it is not the file that is locked, but the place of its server.
 * @throws Error when another server has it
 */
export function takeServerLock(path: string): ServerLock {
  const connection = new BetterSqlite(`${path}.server-lock`);
  try {
    connection.pragma('busy_timeout = 0');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (!isBusy(error)) throw error;
    throw new Error(
      `Another Assay server is running on ${path}. A SQLite database has one server: stop the other one first. For several, use PostgreSQL.`,
      { cause: error },
    );
  }
  held.add(connection);
  return {
    release: () => {
      held.delete(connection);
      connection.close();
    },
  };
}
