import { setTimeout } from 'node:timers/promises';
import BetterSqlite, { type Statement } from 'better-sqlite3';
import type { Database, SqlValue } from './database';
import { guarded, type Statements } from './guarded';
import { createTurns } from './turns';
import { isBusy } from './violations';

/** Statements kept ready per connection; our SQL is constant text, so this is never reached in practice. */
const preparedLimit = 500;
/** Milliseconds: how long one try waits inside the driver, and the pause before the next. */
const busyTimeout = 50;
const busyPause = 50;
const busyTries = 50;

/**
 * Opens a SQLite file (or `:memory:`), asserts the settings durability rests on, and hands out one handle.
 * There is one connection: statements and transactions take turns, so nobody's statement falls into
 * somebody else's transaction.
 * @throws Error when write-ahead logging, full synchronisation or foreign keys cannot be had
 */
export function openSqlite(path: string): Database {
  const connection = new BetterSqlite(path);
  applySettings(connection, path);
  const statements = statementsOn(connection);
  const takeTurn = createTurns();
  return guarded({
    dialect: 'sqlite',
    statement: (run) => takeTurn(() => whenFree(() => run(statements))),
    transaction: (work) => takeTurn(() => inTransaction(connection, () => work(statements))),
    redoable: (work) => takeTurn(() => withoutSync(connection, () => work(statements))),
    schemaChange: (work) => takeTurn(() => changingSchema(connection, () => work(statements))),
    close: () => takeTurn(async () => void connection.close()),
  });
}

/**
 * Tries again while another process holds the database, for five seconds. Waiting here and not in the driver
 * lets the process answer whatever needs no database meanwhile.
 */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || tries === busyTries) throw error;
      await setTimeout(busyPause);
    }
  }
}

async function inTransaction<T>(connection: BetterSqlite.Database, work: () => Promise<T>): Promise<T> {
  await whenFree(async () => connection.exec('BEGIN IMMEDIATE'));
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
async function withoutSync<T>(connection: BetterSqlite.Database, work: () => Promise<T>): Promise<T> {
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
async function changingSchema<T>(connection: BetterSqlite.Database, work: () => Promise<T>): Promise<T> {
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

function statementsOn(connection: BetterSqlite.Database): Statements {
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= preparedLimit) prepared.clear();
    const statement = connection.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    all: async <Row>(sql: string, ...params: SqlValue[]) => prepare(sql).all(...checked(params)) as Row[],
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      prepare(sql).get(...checked(params)) as Row | undefined,
    run: async (sql, ...params) => {
      const statement = prepare(sql);
      // A statement that returns rows must be read to the end to take effect.
      if (statement.reader) return { changes: statement.all(...checked(params)).length };
      return { changes: statement.run(...checked(params)).changes };
    },
    script: async (sql) => {
      connection.exec(sql);
    },
  };
}

/** better-sqlite3 stores NaN and undefined as NULL without a word; we would rather stop. */
function checked(params: readonly SqlValue[]): readonly SqlValue[] {
  const bad = params.findIndex(
    (value) => value === undefined || (typeof value === 'number' && Number.isNaN(value)),
  );
  if (bad >= 0) throw new Error(`SQL parameter ${bad + 1} is ${String(params[bad])}`);
  return params;
}

function applySettings(connection: BetterSqlite.Database, path: string): void {
  connection.pragma(`busy_timeout = ${busyTimeout}`);
  const inMemory = path === ':memory:';
  if (!inMemory) connection.pragma('journal_mode = WAL');
  // better-sqlite3 is built to fall back to NORMAL after the first write in WAL mode unless told otherwise.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  const expected: [string, unknown][] = [
    ['journal_mode', inMemory ? 'memory' : 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
  ];
  for (const [name, value] of expected) {
    const actual: unknown = connection.pragma(name, { simple: true });
    if (actual !== value) {
      connection.close();
      throw new Error(
        `SQLite would not set ${name} to ${String(value)} (it is ${String(actual)}): answers would not be safe.`,
      );
    }
  }
}
