import type BetterSqlite from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';
import type { SqlValue } from './database';
import type { Statements } from './guarded';

/** Statements kept ready per connection; our SQL is constant text, so this is never reached in practice. */
const preparedLimit = 500;

type Prepare = (sql: string) => Statement;

/** Runs statements on a connection, at once. */
export function statementsOn(connection: BetterSqlite.Database): Statements {
  const prepare = preparing(connection);
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

/** Where a statement outside of any transaction goes. */
interface Ways {
  readonly read: <T>(run: () => Promise<T>) => Promise<T>;
  readonly write: <T>(run: (statements: Statements) => Promise<T>) => Promise<T>;
}

/** Statements outside of any transaction: those that only read run on the reader's connection. */
export function statementsOutside(reader: BetterSqlite.Database, { read, write }: Ways): Statements {
  const prepare = preparing(reader);
  const choose = async <T>(
    sql: string,
    reading: (statement: Statement) => T,
    writing: (statements: Statements) => Promise<T>,
  ): Promise<T> => {
    const statement = prepare(sql);
    return statement.readonly ? read(async () => reading(statement)) : write(writing);
  };
  return {
    all: async <Row>(sql: string, ...params: SqlValue[]) =>
      choose<Row[]>(
        sql,
        (statement) => statement.all(...checked(params)) as Row[],
        (to) => to.all<Row>(sql, ...params),
      ),
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      choose<Row | undefined>(
        sql,
        (statement) => statement.get(...checked(params)) as Row | undefined,
        (to) => to.get<Row>(sql, ...params),
      ),
    run: async (sql, ...params) => write((to) => to.run(sql, ...params)),
    script: async (sql) => write((to) => to.script(sql)),
  };
}

function preparing(connection: BetterSqlite.Database): Prepare {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= preparedLimit) prepared.clear();
    const statement = connection.prepare(sql);
    prepared.set(sql, statement);
    return statement;
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
