import { buildApplication } from '../support/server-process';
import { killImports } from './kill-imports';
import { killServers } from './kill-servers';

/**
 * `ASSAY_KILLS=200 node --import tsx tests/crash/run-kills.ts` kills so many imports, and a tenth as many servers;
 * ASSAY_SEED repeats a run, TEST_DATABASE_URL takes a PostgreSQL for SQLite.
 */
async function main(): Promise<void> {
  const kills = Number(process.env.ASSAY_KILLS ?? 20);
  const seed = process.env.ASSAY_SEED ?? String(Date.now());
  const engine = process.env.TEST_DATABASE_URL ? 'postgres' : 'sqlite';
  const servers = Math.ceil(kills / 10);
  if (process.env.ASSAY_BUILT !== '1') buildApplication();
  const options = { seed, engine } as const;
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(`Killing ${kills} imports and ${servers} servers on ${engine}, seed ${seed}.`);
  print(`imports: ${JSON.stringify(await killImports({ ...options, kills }))}`);
  print(`servers: ${JSON.stringify(await killServers({ ...options, kills: servers }))}`);
  print('Every time whole or absent, and the same rows at the end.');
}

void main();
