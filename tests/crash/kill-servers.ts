import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../../server/config';
import { createContext, type Context } from '../../server/context';
import { migrate } from '../../server/db/migrate';
import { confirmImport } from '../../server/datasets/importing/confirm-import';
import { draftPlan } from '../../server/datasets/importing/draft-plan';
import { importJobs } from '../../server/datasets/importing/import-jobs';
import { receiveImport } from '../../server/datasets/importing/receive-import';
import { requestCheck } from '../../server/datasets/importing/request-check';
import { loadImport, type ImportRun } from '../../server/datasets/import-store';
import { runJobs } from '../../server/jobs/run-jobs';
import { seededRandom } from '../../server/statistics/seeded-random';
import { migrationsFolder } from '../support/engines';
import { projectFolder } from '../support/source-tree';
import {
  assertSame,
  assertWholeOrAbsent,
  onEmptyDatabase,
  readWritten,
  writeFile,
  type KillOptions,
  type Moments,
} from './kill-imports';

type Env = Record<string, string>;
type Step = 'checking' | 'importing';

const pollEvery = 50;
/** Milliseconds after which a server that does not get there has failed. */
const patience = 60_000;

/**
 * Kills servers while they check or import what was asked for on a page, and throws unless the next server carries it
 * to its end, with the dataset whole or invisible until then.
 */
export async function killServers({ kills, seed, engine }: KillOptions): Promise<Moments> {
  const random = seededRandom(`${seed} servers ${engine}`);
  const file = writeFile();
  const moments: Record<string, number> = {};
  const undisturbed = await onEmptyDatabase(engine, async (env) => {
    const milliseconds = await serve(env, await ask(env, file, 'importing'));
    return { milliseconds, written: await readWritten(env) };
  });
  for (let kill = 1; kill <= kills; kill++) {
    await onEmptyDatabase(engine, async (env) => {
      const step: Step = random() < 0.5 ? 'checking' : 'importing';
      const importId = await ask(env, file, step);
      await killAfter(env, (0.3 + 0.8 * random()) * undisturbed.milliseconds);
      const { state } = await withContext(env, ({ db }) => loadImport(db, importId));
      moments[state] = (moments[state] ?? 0) + 1;
      const when = `server kill ${kill} of seed ${seed} (${state})`;
      assertWholeOrAbsent(await readWritten(env), undisturbed.written.rows, when);
      await serve(env, importId);
      if (step === 'checking') await withContext(env, (context) => confirm(context, importId));
      assertSame(await readWritten(env), undisturbed.written.rows, when);
    });
  }
  return moments;
}

/** Brings an import to where its check, or the writing of its items, waits for a server. */
async function ask(env: Env, file: string, step: Step): Promise<string> {
  return withContext(env, async (context) => {
    await migrate(context.db, migrationsFolder, context.now());
    const run = await receiveImport(context, { path: file, fileName: file, actorId: null });
    await requestCheck(context, run);
    if (step === 'importing') {
      await runJobs(context, importJobs);
      const checked = await loadImport(context.db, run.id);
      await confirmImport(context, checked, await draftPlan(context, checked));
    }
    return run.id;
  });
}

async function confirm(context: Context, importId: string): Promise<void> {
  const run = await loadImport(context.db, importId);
  await confirmImport(context, run, await draftPlan(context, run));
  await runJobs(context, importJobs);
}

async function withContext<T>(env: Env, work: (context: Context) => Promise<T>): Promise<T> {
  const context = await createContext({ ...readConfig({ NODE_ENV: 'test', ...env }), logLevel: 'silent' });
  try {
    return await work(context);
  } finally {
    await context.db.close();
  }
}

function start(env: Env) {
  const child = spawn(process.execPath, ['dist/index.js'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  });
  return { child, ended: once(child, 'close') };
}

async function killAfter(env: Env, milliseconds: number): Promise<void> {
  const { child, ended } = start(env);
  await Promise.race([setTimeout(milliseconds), ended]);
  child.kill('SIGKILL');
  await ended;
}

/** Runs a server until the import waits for a person again. @returns how many milliseconds that took */
async function serve(env: Env, importId: string): Promise<number> {
  const begun = performance.now();
  const { child, ended } = start(env);
  try {
    return await withContext(env, async ({ db }) => {
      for (;;) {
        const { state } = await loadImport(db, importId);
        const passed = performance.now() - begun;
        if (!isAtWork(state)) return passed;
        if (passed > patience) throw new Error(`The import is still ${state} after ${patience} ms.`);
        await setTimeout(pollEvery);
      }
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function isAtWork(state: ImportRun['state']): boolean {
  return state === 'checking' || state === 'importing';
}
