import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from 'jest';
import { makeMigratedDatabase } from './engines';
import { provideChromium } from './provide-chromium';
import { startPostgres, type RunningPostgres } from './postgres';
import { buildApplication } from './server-process';

/** The part of jest's own configuration we look at: the patterns given on the command line. */
interface Selection {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

declare global {
  var testPostgres: RunningPostgres | undefined;
}

/** Tests that start what `npm run build` made. */
const ofBuilt = /(-commands?|journey-in-chromium|tests.index)\.test\.ts$/;

/** Before all tests, unless the run is quick: a PostgreSQL, a Chromium and the built application. Tests find them by environment. */
export default async function globalSetup(selection: Selection & Config): Promise<void> {
  giveOwnTemporaryFolder();
  if (process.env.ASSAY_QUICK === '1') return;
  if (isAskedFor(selection, /-in-chromium\.test\.ts$/)) process.env.CHROMIUM_PATH = provideChromium();
  // Once for all: tests that run at the same time must not find the other one writing it.
  if (isAskedFor(selection, ofBuilt)) buildApplication();
  if (!process.env.TEST_DATABASE_URL) {
    globalThis.testPostgres = await startPostgres();
    process.env.TEST_DATABASE_URL = globalThis.testPostgres.url;
  }
  process.env.TEST_MIGRATED_DATABASE = await makeMigratedDatabase();
}

/** Whatever tests leave in the temporary folder goes with the run. */
function giveOwnTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'assay-tests-'));
  // PostgreSQL runs as another user when root starts it, and must be able to reach its files below.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Whether any of these files is to be run. */
function isAskedFor({ testPathPatterns: { patterns } }: Selection, files: RegExp): boolean {
  const tests = join(__dirname, '..');
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .map((file) => join(tests, file))
    .filter((file) => files.test(file))
    .some((file) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'i').test(file)));
}
