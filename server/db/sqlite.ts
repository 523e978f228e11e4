import BetterSqlite from 'better-sqlite3';
import { keepLogSmall } from './checkpoints';
import type { Database } from './database';
import { createGroups } from './group-commit';
import { guarded, type Watch } from './guarded';
import { applySettings } from './sqlite-settings';
import { statementsOn, statementsOutside } from './sqlite-statements';
import { changingSchema, whenFree, withoutSync } from './sqlite-transactions';
import { createTurns } from './turns';
import { watchFailures } from './write-failures';

/**
 * Opens a SQLite file (or `:memory:`), asserts the settings durability rests on, and hands out one handle.
 * One connection writes: transactions take turns, and those that wait together share one wait for the disk
 * (group-commit.ts). A second one reads what was committed, so that nobody is told what might still be lost, and no
 * reader waits for a writer. A database in memory has only the first, and its readers take turns too.
 * @throws Error when write-ahead logging, full synchronisation or foreign keys cannot be had, or SQLite is too old
 */
export function openSqlite(path: string, watch: Watch): Database {
  const inMemory = path === ':memory:';
  const writer = new BetterSqlite(path);
  applySettings(writer, { inMemory, busyTimeout: 0 });
  const reader = inMemory ? writer : new BetterSqlite(path);
  if (!inMemory) applySettings(reader, { inMemory, busyTimeout: 50, queryOnly: true });
  const takeTurn = createTurns();
  const failures = watchFailures();
  const log = inMemory ? undefined : keepLogSmall(path, failures.report);
  const join = createGroups(writer, { takeTurn, failures });
  const alone = <T>(work: () => Promise<T>): Promise<T> => takeTurn(() => failures.watch(work));
  const statements = statementsOn(writer);
  const outside = statementsOutside(reader, {
    read: (run) => (inMemory ? takeTurn(run) : whenFree(run)),
    write: (run) => join(() => run(statements)),
  });
  return guarded(watch, {
    dialect: 'sqlite',
    failed: failures.failed,
    statement: (run) => run(outside),
    transaction: (work) => join(() => work(statements)),
    redoable: (work) => alone(() => withoutSync(writer, () => work(statements))),
    schemaChange: (work) => alone(() => changingSchema(writer, () => work(statements))),
    close: () =>
      takeTurn(async () => {
        await log?.stop();
        if (reader !== writer) reader.close();
        writer.close();
      }),
  });
}
