import { setImmediate } from 'node:timers/promises';
import type BetterSqlite from 'better-sqlite3';
import { begin } from './sqlite-transactions';
import type { FailureWatch } from './write-failures';

/** A group takes no more transactions than this, so that the first of them need not wait for ever. */
const largestGroup = 100;

type Work<T> = () => Promise<T>;

/** A transaction that waits for its turn, and how whoever asked for it is told. */
interface Member {
  /** Runs it in a savepoint. @returns what it threw, which has undone it alone */
  readonly run: () => Promise<unknown>;
  /** Tells how it ended; called once, after the disk has all of the group. */
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

interface Means {
  /** Nobody else uses the connection meanwhile. */
  readonly takeTurn: <T>(work: Work<T>) => Promise<T>;
  readonly failures: FailureWatch;
}

/**
 * Group commit: transactions that wait at the same time run one after another between one BEGIN and one COMMIT, each
 * in a savepoint of its own, and share the COMMIT's wait for the disk. One that throws is rolled back alone. Nobody is
 * told how their transaction ended before the disk has the group: if the COMMIT fails, all of it is undone and all of
 * them are told that.
 * (DeWitt et al. 1984, Implementation Techniques for Main Memory Database Systems, SIGMOD, section 5.2.)
 */
export function createGroups(
  connection: BetterSqlite.Database,
  { takeTurn, failures }: Means,
): <T>(work: Work<T>) => Promise<T> {
  const waiting: Member[] = [];
  const savepoint = savepointsOn(connection);
  const commitAll = connection.prepare('COMMIT');
  let isDue = false;
  const schedule = (): void => {
    if (isDue || waiting.length === 0) return;
    isDue = true;
    void takeTurn(commitGroup);
  };
  const commitGroup = async (): Promise<void> => {
    const group: Member[] = [];
    let end = (member: Member): void => member.settle();
    try {
      await failures.watch(async () => {
        await begin(connection);
        await runAll(connection, { waiting, group, failures });
        commitAll.run();
      });
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      // Where not even BEGIN was possible, whoever waits has waited long enough.
      if (group.length === 0) group.push(...waiting.splice(0));
      end = (member) => member.fail(error);
    }
    isDue = false;
    schedule();
    group.forEach(end);
  };
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(memberOf(savepoint, work, { resolve, reject }));
      schedule();
    });
}

/** Runs what waits, and what comes while it runs: requests that arrived meanwhile are read in between. */
async function runAll(
  connection: BetterSqlite.Database,
  { waiting, group, failures }: { waiting: Member[]; group: Member[]; failures: FailureWatch },
): Promise<void> {
  do {
    const members = waiting.splice(0, largestGroup - group.length);
    for (const [index, member] of members.entries()) {
      group.push(member);
      const error = await member.run();
      failures.report(error);
      if (connection.inTransaction) continue;
      // SQLite has undone everything by itself, as after some failures to write: nothing of the group is there.
      waiting.unshift(...members.slice(index + 1));
      throw error;
    }
    await setImmediate();
  } while (waiting.length > 0 && group.length < largestGroup);
}

/** Every transaction begins and ends one, so the statements are kept ready. */
interface Savepoints {
  readonly begin: () => void;
  readonly release: () => void;
  /** Does nothing where SQLite has undone everything by itself. */
  readonly undo: () => void;
}

function savepointsOn(connection: BetterSqlite.Database): Savepoints {
  const begin = connection.prepare('SAVEPOINT one');
  const release = connection.prepare('RELEASE one');
  return {
    begin: () => begin.run(),
    release: () => release.run(),
    undo: () => {
      if (connection.inTransaction) connection.exec('ROLLBACK TO one; RELEASE one');
    },
  };
}

function memberOf<T>(
  savepoint: Savepoints,
  work: Work<T>,
  { resolve, reject }: { resolve: (value: T) => void; reject: (error: unknown) => void },
): Member {
  let settle = (): void => undefined;
  const run = async (): Promise<unknown> => {
    savepoint.begin();
    try {
      const result = await work();
      savepoint.release();
      settle = () => resolve(result);
      return undefined;
    } catch (error) {
      savepoint.undo();
      settle = () => reject(error);
      return error;
    }
  };
  return { run, settle: () => settle(), fail: reject };
}
