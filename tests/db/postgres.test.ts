import { Client } from 'pg';
import { openDatabase } from '../../server/db/open-database';
import { isAway } from '../../server/db/violations';
import { createPostgresSchema, engines } from '../support/engines';

/** Ends the connections of a schema's database as a restart of the server does. */
async function endConnections(url: string, application: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
    application,
  ]);
  await client.end();
}

const onPostgres = engines.includes('postgres') ? describe : describe.skip;

onPostgres('a PostgreSQL that goes away', () => {
  it('fails what is under way in words that allow a second try, and is used again when it is back', async () => {
    const schema = await createPostgresSchema();
    const application = `away-${process.pid}`;
    const url = new URL(schema.url);
    url.searchParams.set('application_name', application);
    const db = await openDatabase(url.href);
    await db.script('CREATE TABLE t (x INTEGER)');
    const cut = db
      .transaction(async (tx) => {
        await tx.run('INSERT INTO t VALUES (1)');
        await endConnections(schema.url, application);
        // Between two statements: nothing is waiting for the connection when it breaks.
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.run('INSERT INTO t VALUES (2)');
      })
      .catch((error: unknown) => error);
    expect(isAway(await cut)).toBe(true);
    expect(await db.all('SELECT x FROM t')).toEqual([]);
    await db.transaction((tx) => tx.run('INSERT INTO t VALUES (3)'));
    expect(await db.all('SELECT x FROM t')).toEqual([{ x: 3 }]);
    await db.close();
    await schema.drop();
  });

  it('is not opened where it does not wait for the disk', async () => {
    const schema = await createPostgresSchema();
    const url = new URL(schema.url);
    const options = url.searchParams.get('options') ?? '';
    url.searchParams.set('options', `${options} -c synchronous_commit=off`.trim());
    await expect(openDatabase(url.href)).rejects.toThrow(/^PostgreSQL runs with synchronous_commit = off/);
    await schema.drop();
  });

  it('says that it is away when nothing listens', async () => {
    const refused = await openDatabase('postgres://nobody@127.0.0.1:1/none').catch((error: unknown) => error);
    expect(isAway(refused)).toBe(true);
  });
});
