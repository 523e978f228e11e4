import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '../../server/db/database';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { databaseUrl, dropCopies, onServer, takeCopy } from './postgres-copies';
import { scriptOf } from './sqlite-script';

export type Engine = Database['dialect'];

/** What every test of a store or a flow runs on. A quick run leaves PostgreSQL out; the full one never does. */
export const engines: readonly Engine[] =
  process.env.ASSAY_QUICK === '1' ? ['sqlite'] : ['sqlite', 'postgres'];

export const migrationsFolder = join(__dirname, '../../migrations');

/** An empty database with today's schema, gone when closed. */
export async function openTestDatabase(engine: Engine): Promise<Database> {
  if (engine === 'postgres') return openCopy();
  const db = await openEmptyDatabase(engine);
  await db.script(await migratedSchema());
  return db;
}

let migrated: Promise<string> | undefined;

/** What migrations make of an empty SQLite database, as one script: it takes a tenth of the time they take. */
function migratedSchema(): Promise<string> {
  migrated ??= (async () => {
    const db = await openEmptyDatabase('sqlite');
    await migrate(db, migrationsFolder, 0);
    const script = await scriptOf(db);
    await db.close();
    return script;
  })();
  return migrated;
}

/** PostgreSQL copies a whole database in a fifth of the time that migrations take, and empties one in less. */
async function openCopy(): Promise<Database> {
  const copy = await takeCopy(testServerUrl(), process.env.TEST_MIGRATED_DATABASE!);
  const db = await openDatabase(copy.url);
  const close = async (): Promise<void> => {
    await db.close();
    await copy.giveBack();
  };
  return { ...db, close };
}

/** Makes the database that tests copy: today's schema, and nobody connected to it. @returns its name */
export async function makeMigratedDatabase(): Promise<string> {
  const name = newName();
  await onTestServer(`CREATE DATABASE ${name}`);
  const db = await openDatabase(databaseUrl(testServerUrl(), name));
  await migrate(db, migrationsFolder, 0);
  await db.close();
  return name;
}

/** Drops that database and the copies that tests have made of it. */
export async function dropMigratedDatabase(name: string): Promise<void> {
  await dropCopies(testServerUrl(), name);
}

function newName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

/** An empty database without a schema, gone when closed. */
export async function openEmptyDatabase(engine: Engine): Promise<Database> {
  if (engine === 'sqlite') return openDatabase('sqlite::memory:');
  const schema = await createPostgresSchema();
  const db = await openDatabase(schema.url);
  const close = async (): Promise<void> => {
    await db.close();
    await schema.drop();
  };
  return { ...db, close };
}

/** A schema of its own on the test run's PostgreSQL, as a URL any process can open. */
export async function createPostgresSchema(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = newName();
  await onTestServer(`CREATE SCHEMA ${name}`);
  const url = new URL(testServerUrl());
  url.searchParams.set('options', `-c search_path=${name}`);
  return { url: url.href, drop: () => onTestServer(`DROP SCHEMA ${name} CASCADE`) };
}

function testServerUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('No PostgreSQL was started: this is a quick run (ASSAY_QUICK=1).');
  return url;
}

async function onTestServer(sql: string): Promise<void> {
  await onServer(testServerUrl(), (client) => client.query(sql));
}
