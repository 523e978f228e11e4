import { Client, types } from 'pg';
import type { SqlValue } from '../database';
import type { Reads } from '../reads';

// bigint, and numeric (the type of sum(bigint)): text by default; our counts and times fit a number.
const counted: readonly number[] = [20, 1700];
const parsers = {
  getTypeParser: (oid: number, format?: unknown) =>
    counted.includes(oid) ? Number : (types.getTypeParser(oid, format as 'text') as never),
};

/** One connection, outside of any pool. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // One that breaks fails its next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** What a connection reads, in the words of `Reads`. */
export function readsOn(client: Client): Reads {
  const query = async (sql: string, params: readonly SqlValue[]) => {
    let count = 0;
    const text = sql.replace(/\?/g, () => `$${++count}`);
    return client.query({ text, values: [...params], types: parsers });
  };
  return {
    dialect: 'postgres',
    all: async <Row>(sql: string, ...params: SqlValue[]) => (await query(sql, params)).rows as Row[],
    get: async <Row>(sql: string, ...params: SqlValue[]) =>
      (await query(sql, params)).rows[0] as Row | undefined,
  };
}
