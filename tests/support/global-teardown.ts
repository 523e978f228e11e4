import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropMigratedDatabase } from './engines';

/**
 * After all tests, passed or failed: the PostgreSQL of this run is stopped and deleted, one that was lent is as before. The
 * run fails when a log told a secret or the text of an item, or when something asked beyond this machine, in whatever test.
 */
export default async function globalTeardown(): Promise<void> {
  const { TEST_MIGRATED_DATABASE: migrated } = process.env;
  if (migrated) await dropMigratedDatabase(migrated);
  await globalThis.testPostgres?.stop();
  const faults = join(tmpdir(), 'run-faults.txt');
  if (existsSync(faults)) throw new Error(`Found in the whole run:\n${readFileSync(faults, 'utf8')}`);
}
