import type BetterSqlite from 'better-sqlite3';

/** Before it, a reset of the write-ahead log could corrupt a database (sqlite.org/releaselog/3_51_3.html). */
const oldestVersion = '3.51.3';

interface Settings {
  readonly inMemory: boolean;
  /** Milliseconds that one try waits inside the driver, where it stops the whole process. */
  readonly busyTimeout: number;
  readonly queryOnly?: boolean;
}

/**
 * Sets what durability rests on, and asks whether it holds.
 * @throws Error naming the setting that would not be set; the connection is closed then
 */
export function applySettings(connection: BetterSqlite.Database, settings: Settings): void {
  const { inMemory, busyTimeout, queryOnly = false } = settings;
  connection.pragma(`busy_timeout = ${busyTimeout}`);
  if (!inMemory) connection.pragma('journal_mode = WAL');
  // better-sqlite3 is built to fall back to NORMAL after the first write in WAL mode unless told otherwise.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // The log is written back by a thread of its own (checkpoints.ts).
  connection.pragma('wal_autocheckpoint = 0');
  if (queryOnly) connection.pragma('query_only = ON');
  const expected: [string, unknown][] = [
    ['journal_mode', inMemory ? 'memory' : 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
  ];
  for (const [name, value] of expected) {
    const actual: unknown = connection.pragma(name, { simple: true });
    if (actual === value) continue;
    connection.close();
    throw new Error(
      `SQLite would not set ${name} to ${String(value)} (it is ${String(actual)}): answers would not be safe.`,
    );
  }
  assertVersion(connection);
}

function assertVersion(connection: BetterSqlite.Database): void {
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get());
  if (version.localeCompare(oldestVersion, 'en', { numeric: true }) >= 0) return;
  connection.close();
  throw new Error(`SQLite ${version} may corrupt a database: it must be ${oldestVersion} or newer.`);
}
