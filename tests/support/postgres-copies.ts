import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A copy of the migrated database, for one test at a time. */
export interface Copy {
  readonly url: string;
  /** Empties it for the next test, or drops it where that would leave something of this one. */
  giveBack(): Promise<void>;
}

interface Kept {
  readonly name: string;
  /** Stays connected: a new connection would read the whole catalogue again. */
  readonly client: Client;
  readonly before: Fingerprint;
}

/** What a copy was when it was new. */
interface Fingerprint {
  readonly schema: string;
  readonly rows: ReadonlyMap<string, string>;
}

const free: Kept[] = [];

/** A larger one is slow to look through, even when all of its rows are gone. */
const largest = 4 * 1024 * 1024;

/** An empty database with today's schema. Making one takes a tenth of a second, emptying one a tenth of that. */
export async function takeCopy(server: string, template: string): Promise<Copy> {
  const kept = free.pop() ?? (await makeCopy(server, template));
  return {
    url: databaseUrl(server, kept.name),
    giveBack: async () => {
      waitFor(kept.client, true);
      const isFree = await isEmptied(kept);
      waitFor(kept.client, false);
      if (isFree) free.push(kept);
      else await drop(server, kept);
    },
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops the template and all copies of it. */
export async function dropCopies(server: string, template: string): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}

export async function onServer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeCopy(server: string, template: string): Promise<Kept> {
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const client = new Client({ connectionString: databaseUrl(server, name), statement_timeout: 5_000 });
  // A test that breaks all connections breaks this one, too; the copy is dropped then.
  client.on('error', () => undefined);
  await client.connect();
  waitFor(client, false);
  return { name, client, before: { schema: await schemaOf(client), rows: await rowsIn(client) } };
}

/** Whether the process stays alive for this connection; the types of `pg` leave out what says so. */
function waitFor(client: Client, isNeeded: boolean): void {
  const held = client as unknown as Record<'ref' | 'unref', () => void>;
  held[isNeeded ? 'ref' : 'unref']();
}

async function drop(server: string, { name, client }: Kept): Promise<void> {
  await client.end().catch(() => undefined);
  await onServer(server, (other) => other.query(`DROP DATABASE ${name} WITH (FORCE)`));
}

/** Brings a copy back to what it was. @returns false where it cannot be, as after a change of its schema */
async function isEmptied({ client, before }: Kept): Promise<boolean> {
  try {
    await client.query(othersGo);
    if ((await schemaOf(client)) !== before.schema) return false;
    await client.query(deleteAll);
    for (const [table, rows] of before.rows)
      await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
        rows,
      ]);
    const { rows } = await client.query<{ size: string }>(size);
    return Number(rows[0]!.size) < largest;
  } catch {
    return false;
  }
}

/** Whatever the test has left connected. */
const othersGo = `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;

/** As a replica: without asking triggers and foreign keys, which refuse to let some rows go. */
const deleteAll = `DO $$ DECLARE name TEXT; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
END $$`;

const size = `SELECT SUM(pg_total_relation_size(oid)) AS size FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;

/** How many rows the lists of tables, columns, indexes, constraints, triggers and functions have, and their last change. */
async function schemaOf(client: Client): Promise<string> {
  const lists = ['class', 'attribute', 'attrdef', 'constraint', 'trigger', 'proc', 'namespace', 'type'];
  const counted = lists.map((list) => `(SELECT COUNT(*) || ' ' || MAX(xmin::TEXT::BIGINT) FROM pg_${list})`);
  const { rows } = await client.query<{ schema: string }>(
    `SELECT concat_ws(',', ${counted.join()}) AS schema`,
  );
  return rows[0]!.schema;
}

/** The rows that migrations have written, of each table that has some, as JSON. */
async function rowsIn(client: Client): Promise<Map<string, string>> {
  const tables = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const written = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ all: string | null }>(
      `SELECT json_agg(t)::TEXT AS all FROM ${name} t`,
    );
    if (rows[0]!.all) written.set(name, rows[0]!.all);
  }
  return written;
}
