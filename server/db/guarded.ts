import { AsyncLocalStorage } from 'node:async_hooks';
import {
  handleOutlivedTransaction,
  outerHandleInTransaction,
  transactionInTransaction,
  type Database,
  type SqlValue,
} from './database';

/** The statements an adapter knows how to run on one connection. */
export type Statements = Pick<Database, 'all' | 'get' | 'run' | 'script'>;

/** What an adapter brings: the rest is the same on both engines. */
export interface Adapter {
  readonly dialect: Database['dialect'];
  readonly failed: Database['failed'];
  /** Runs one statement outside any transaction. */
  statement<T>(run: (statements: Statements) => Promise<T>): Promise<T>;
  /** Runs `work` between BEGIN and COMMIT on a connection nobody else uses meanwhile. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** The same without waiting for the disk. */
  redoable<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** The same for changes of the schema: foreign keys are checked at its end. */
  schemaChange<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `handles`: an outer handle inside a transaction throws. It has Node follow every promise, a cost at each of them. */
export type Watch = 'handles' | 'nothing';

/**
 * Makes an adapter a database that notices misuse: its own handle inside a transaction, a transaction inside a
 * transaction, a transaction's handle after its end. Tests and development watch all of it. In production only the
 * last is: there the first two would wait for ever, or read what was before, and no tested way leads to them.
 */
export function guarded(watch: Watch, adapter: Adapter): Database {
  const inside = watch === 'handles' ? new AsyncLocalStorage<true>() : undefined;
  const assertOutside = (sentence: string): void => {
    if (inside?.getStore()) throw new Error(sentence);
  };
  const statements = through((run) => {
    assertOutside(outerHandleInTransaction);
    return adapter.statement(run);
  });
  const within = async <T>(
    begin: <R>(work: (statements: Statements) => Promise<R>) => Promise<R>,
    work: (tx: Database) => Promise<T>,
  ): Promise<T> => {
    assertOutside(transactionInTransaction);
    return begin(async (own) => {
      const { handle, end } = transactionHandle(adapter, own);
      const working = inside ? inside.run(true, () => work(handle)) : work(handle);
      return working.finally(end);
    });
  };
  return {
    dialect: adapter.dialect,
    failed: adapter.failed,
    ...statements,
    transaction: (work) => within((inner) => adapter.transaction(inner), work),
    redoable: (work) => within((inner) => adapter.redoable(inner), work),
    schemaChange: (work) => within((inner) => adapter.schemaChange(inner), work),
    close: async () => {
      assertOutside(outerHandleInTransaction);
      // Node asks every storage ever used about every promise, until it is told that one is done with.
      inside?.disable();
      return adapter.close();
    },
  };
}

function transactionHandle(
  { dialect, failed }: Adapter,
  own: Statements,
): { handle: Database; end: () => void } {
  let ended = false;
  const statements = through((run) => {
    if (ended) throw new Error(handleOutlivedTransaction);
    return run(own);
  });
  const handle: Database = {
    dialect,
    failed,
    ...statements,
    transaction: () => Promise.reject(new Error(transactionInTransaction)),
    redoable: () => Promise.reject(new Error(transactionInTransaction)),
    schemaChange: () => Promise.reject(new Error(transactionInTransaction)),
    close: () => Promise.reject(new Error(outerHandleInTransaction)),
  };
  return { handle, end: () => (ended = true) };
}

/** Statements that all go through one gate; what the gate throws rejects the statement. */
function through(gate: <T>(run: (statements: Statements) => Promise<T>) => Promise<T>): Statements {
  return {
    all: async <Row>(sql: string, ...params: SqlValue[]) => gate((to) => to.all<Row>(sql, ...params)),
    get: async <Row>(sql: string, ...params: SqlValue[]) => gate((to) => to.get<Row>(sql, ...params)),
    run: async (sql, ...params) => gate((to) => to.run(sql, ...params)),
    script: async (sql) => gate((to) => to.script(sql)),
  };
}
