import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../server/db/database';
import { isBusy } from '../../server/db/violations';
import { openDatabase } from '../../server/db/open-database';
import { seededRandom } from '../../server/statistics/seeded-random';
import { createPostgresSchema, type Engine } from '../support/engines';
import { projectFolder } from '../support/source-tree';

export interface KillOptions {
  readonly kills: number;
  readonly seed: string;
  readonly engine: Engine;
}

/** In which state how many kills met the import. */
export type Moments = Readonly<Record<string, number>>;

export interface Attempt {
  readonly env: Record<string, string>;
  readonly file: string;
}

/** What an import leaves: every row of its dataset, and how many datasets of any state there are. */
export interface Written {
  readonly visible: number;
  readonly datasets: number;
  readonly imports: number;
  readonly rows: string[];
}

const rowCount = 6000;

/**
 * Kills `assay import` at random moments, sometimes the next try too, and throws unless every time the dataset is
 * whole or invisible, and a last try that nobody disturbs makes it the same rows as one that never was disturbed.
 */
export async function killImports({ kills, seed, engine }: KillOptions): Promise<Moments> {
  const random = seededRandom(`${seed} ${engine}`);
  const file = writeFile();
  const moments: Record<string, number> = {};
  const undisturbed = await onEmptyDatabase(engine, async (env) => {
    const start = performance.now();
    await runToEnd({ env, file });
    return { milliseconds: performance.now() - start, written: await readWritten(env) };
  });
  const expected = undisturbed.written.rows;
  if (expected.length !== rowCount) throw new Error(`${expected.length} rows without any kill.`);
  for (let done = 0; done < kills;) {
    await onEmptyDatabase(engine, async (env) => {
      do {
        const when = chooseMoment(random, undisturbed.milliseconds);
        const moment = await killAt({ env, file }, when);
        moments[moment] = (moments[moment] ?? 0) + 1;
        done++;
        assertWholeOrAbsent(await readWritten(env), expected, `kill ${done} of seed ${seed} (${moment})`);
      } while (done < kills && random() < 0.3);
      await runToEnd({ env, file });
      assertSame(await readWritten(env), expected, `after kill ${done} of seed ${seed}`);
    });
  }
  return moments;
}

/** A file of some thousand rows, with faults in between, large enough to be read in a thread and many batches. */
export function writeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kill-file-'));
  const lines = Array.from({ length: rowCount }, (_, n) => {
    const answers = {
      answer_matching_behavior: n % 2 ? ' Yes' : ' No',
      answer_not_matching_behavior: n % 2 ? ' No' : ' Yes',
    };
    const row = JSON.stringify({ question: `Would you say “statement ${n} of many”?`, ...answers });
    return n % 500 === 7 ? `broken\n${row}` : row;
  });
  const path = join(folder, 'statements.jsonl');
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** Gives `work` the environment of a data folder and a database with nothing in them, and clears both away. */
export async function onEmptyDatabase<T>(
  engine: Engine,
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const schema = engine === 'postgres' ? await createPostgresSchema() : undefined;
  try {
    return await work({
      DATA_FOLDER: folder,
      DATABASE_URL: schema ? schema.url : `sqlite:${join(folder, 'assay.db')}`,
    });
  } finally {
    await schema?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function start({ env, file }: Attempt) {
  const words = ['dist/bin/assay.js', 'import', file];
  const child = spawn(process.execPath, words, {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  return { child, ended: once(child, 'close') as Promise<[number | null]>, output: () => output };
}

async function runToEnd(attempt: Attempt): Promise<void> {
  const { ended, output } = start(attempt);
  const [status] = await ended;
  if (status !== 0) throw new Error(`The import ended with ${status}:\n${output()}`);
}

/** When to kill: after so many milliseconds, and not before a table has so many rows. */
interface Moment {
  readonly milliseconds: number;
  readonly table?: 'item_texts' | 'items';
  readonly rows?: number;
}

/** Any moment of a run, or one shortly after some rows were written: those are short, and matter most. */
function chooseMoment(random: () => number, length: number): Moment {
  const kind = random();
  if (kind < 0.4) return { milliseconds: random() * length };
  const table = kind < 0.6 ? 'item_texts' : 'items';
  return { milliseconds: random() * 20, table, rows: Math.floor(random() * rowCount) };
}

/** @returns what the import was doing when it was killed */
async function killAt(attempt: Attempt, moment: Moment): Promise<string> {
  const { child, ended } = start(attempt);
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  while (isRunning && !(await hasRows(attempt.env, moment))) await Promise.race([setTimeout(5), ended]);
  await Promise.race([setTimeout(moment.milliseconds), ended]);
  child.kill('SIGKILL');
  await ended;
  return momentOf(attempt.env);
}

const counts = {
  item_texts: 'SELECT COUNT(*) AS count FROM item_texts',
  items: 'SELECT COUNT(*) AS count FROM items',
};

async function hasRows(env: Record<string, string>, { table, rows = 0 }: Moment): Promise<boolean> {
  if (!table) return true;
  return withDatabase(env, false, async (db) => {
    const found = await db.get<{ count: number }>(counts[table]);
    return found!.count > rows;
  }).catch((error: unknown) => {
    // The import is just making its database.
    if (isBusy(error)) return false;
    throw error;
  });
}

async function momentOf(env: Record<string, string>): Promise<string> {
  return withDatabase(env, 'nothing yet', async (db) => {
    const run = await db.get<{ state: string }>('SELECT state FROM imports ORDER BY id');
    const written = await db.get('SELECT id FROM items');
    if (run?.state === 'importing') return written ? 'importing, with items' : 'importing, no items yet';
    return run?.state ?? 'nothing yet';
  });
}

/** Everything an import has written, in the order of lines. */
export async function readWritten(env: Record<string, string>): Promise<Written> {
  const nothing = { visible: 0, datasets: 0, imports: 0, rows: [] };
  return withDatabase(env, nothing, async (db) => {
    const datasets = await db.all<{ state: string; item_count: number }>(
      'SELECT state, item_count FROM datasets',
    );
    const imports = await db.all('SELECT id FROM imports');
    const rows = await db.all<Record<string, unknown>>(
      `SELECT i.line, i.content, i.label_index, i.label_confidence, d.item_count
       FROM items i JOIN datasets d ON d.id = i.dataset_id WHERE d.state = 'ready' ORDER BY i.line`,
    );
    const visible = datasets.filter(({ state }) => state === 'ready').length;
    return {
      visible,
      datasets: datasets.length,
      imports: imports.length,
      rows: rows.map((row) => JSON.stringify(row)),
    };
  });
}

/** Opens the database of a dead process, unless it had not come to making one. */
async function withDatabase<T>(
  { DATABASE_URL: url = '' }: Record<string, string>,
  without: T,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  if (url.startsWith('sqlite:') && !existsSync(url.slice('sqlite:'.length))) return without;
  let db: Database | undefined;
  try {
    db = await openDatabase(url);
    return await work(db);
  } catch (error) {
    // The tables come in one transaction: either all of them are there, or it was killed before.
    if (/no such table|does not exist/.test(String(error))) return without;
    throw error;
  } finally {
    await db?.close();
  }
}

export function assertWholeOrAbsent(written: Written, expected: readonly string[], when: string): void {
  if (written.visible === 0) return;
  assertSame(written, expected, when);
}

export function assertSame(written: Written, expected: readonly string[], when: string): void {
  const { visible, datasets, imports, rows } = written;
  if (visible !== 1 || datasets !== 1 || imports !== 1) {
    throw new Error(`${when}: ${visible} visible of ${datasets} datasets, ${imports} imports.`);
  }
  const wrong = rows.findIndex((row, n) => row !== expected[n]);
  if (rows.length !== expected.length || wrong >= 0) {
    throw new Error(`${when}: ${rows.length} rows for ${expected.length}, the first other one is ${wrong}.`);
  }
}
