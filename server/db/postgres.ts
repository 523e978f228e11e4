import { Pool, types, type PoolClient } from 'pg';
import type { Database, SqlValue } from './database';
import { guarded, type Adapter, type Statements, type Watch } from './guarded';

/** A connection or the pool: anything a query can be sent to. */
type Queryable = Pick<PoolClient, 'query'>;

// bigint, and numeric (the type of sum(bigint)), arrive as text by default; our counts and times fit a number.
const bigint = 20;
const numeric = 1700;
const parsers = new Map<number, (text: string) => unknown>([
  [bigint, Number],
  [numeric, Number],
]);

/** Opens a pool on a PostgreSQL server; behaves like the SQLite adapter, sentence for sentence. */
export async function openPostgres(url: string, watch: Watch): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid, format) => parsers.get(oid) ?? (types.getTypeParser(oid, format) as never),
    },
  });
  // A connection that breaks is replaced by the pool, and whoever used it is told by the statement that fails; without
  // listeners it would end the process, idle or between two statements.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const statements = statementsOn(pool);
  await assertDurable(statements);
  const transaction: Adapter['transaction'] = (work) =>
    inTransaction(pool, (client) => work(statementsOn(client)));
  return guarded(watch, {
    dialect: 'postgres',
    // A server that cannot write stops by itself and recovers before it starts again.
    failed: new Promise<never>(() => undefined),
    statement: (run) => run(statements),
    transaction,
    redoable: (work) =>
      inTransaction(pool, async (client) => {
        await client.query('SET LOCAL synchronous_commit TO off');
        return work(statementsOn(client));
      }),
    // PostgreSQL alters columns in place, so a change of the schema is a transaction like any other.
    schemaChange: transaction,
    close: () => pool.end(),
  });
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => (broken = rollbackError));
    throw error;
  } finally {
    client.release(broken);
  }
}

function statementsOn(connection: Queryable): Statements {
  const query = async (sql: string, params: readonly SqlValue[]) =>
    connection.query({ ...prepared(sql), values: [...params] });
  return {
    all: async <Row>(sql: string, ...params: SqlValue[]) => (await query(sql, params)).rows as Row[],
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      (await query(sql, params)).rows[0] as Row | undefined,
    run: async (sql, ...params) => ({ changes: (await query(sql, params)).rowCount ?? 0 }),
    script: async (sql) => {
      await connection.query(sql);
    },
  };
}

const preparedTexts = new Map<string, { name: string; text: string }>();

/** The statement with `$1, $2, …` for `?`, under a name so that each connection plans it once. */
function prepared(sql: string): { name: string; text: string } {
  const known = preparedTexts.get(sql);
  if (known) return known;
  let count = 0;
  const statement = { name: `s${preparedTexts.size + 1}`, text: sql.replace(/\?/g, () => `$${++count}`) };
  preparedTexts.set(sql, statement);
  return statement;
}

async function assertDurable(statements: Statements): Promise<void> {
  const row = await statements.get<{ setting: string }>(
    `SELECT current_setting('synchronous_commit') AS setting`,
  );
  if (row?.setting === 'off') {
    throw new Error(
      'PostgreSQL runs with synchronous_commit = off: answers would not be safe. Set it to on.',
    );
  }
}
