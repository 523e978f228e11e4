import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { createModel } from './model';
import { sqlitePlaces } from './places/sqlite-places';
import { lastingPort } from './ports';
import { prepareStudy, type StudySize } from './prepare-study';
import { createCrowd } from './raters/crowd';
import { operations } from './raters/operations';
import { serverUnderTest } from './server-under-test';
import { createTally, sum } from './tally';

export interface SyncOptions extends StudySize {
  readonly seed: string;
  readonly minutes: number;
  readonly program: string;
}

/** What the system saw of SQLite's log while raters were rating. */
export interface Syncs {
  readonly seed: string;
  /** Submissions that were acknowledged. */
  readonly acknowledged: number;
  /** Transactions, or groups of them, that were written to the log. */
  readonly commits: number;
  /** Times the log was brought to the disk. */
  readonly syncs: number;
  /** Redirects sent, which say that something is done; and those sent while a commit was not on the disk yet. */
  readonly redirects: number;
  readonly early: number;
}

/**
 * Watches the server's system calls while raters rate: whatever is told as done must be on the disk by then, and not
 * only handed to the system. Killing processes cannot show that, since the system survives them.
 */
export async function watchSyncs(options: SyncOptions): Promise<Syncs> {
  const { seed, minutes, program } = options;
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const places = sqlitePlaces(folder);
  const tally = createTally();
  const study = await prepareStudy({ databaseUrl: places.templateUrl, dataFolder: folder }, options);
  // Of an odd round, so that it lies on a disk.
  const place = await places.copy(1);
  const env = { DATABASE_URL: place.databaseUrl, DATA_FOLDER: folder };
  const server = serverUnderTest({ program: [program], port: await lastingPort(), env, tally });
  try {
    await server.up();
    const log = join(folder, 'calls');
    const watching = await watch(server.pid!, log);
    const patience = 60_000;
    const model = createModel(tally.violations);
    const urls = [`http://127.0.0.1:${server.port}`];
    const crowd = createCrowd({ study, model, tally, seed, urls, patience, isServerUp: () => true });
    const stop = crowd.begin(operations);
    await setTimeout(minutes * 60_000);
    await stop();
    crowd.close();
    watching.kill('SIGINT');
    await once(watching, 'exit');
    return { seed, acknowledged: sum(tally.acknowledged), ...(await readCalls(log)) };
  } finally {
    await server.stop();
    await places.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch(pid: number, log: string): Promise<ChildProcess> {
  const calls = 'trace=fsync,fdatasync,pwrite64,write,writev';
  const words = ['-f', '-y', '-xx', '-s', '16', '-e', calls, '-o', log, '-p', String(pid)];
  const watching = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  await Promise.race([
    once(watching.stderr, 'data'),
    once(watching, 'error').then(([error]) => {
      throw new Error('strace cannot be started.', { cause: error });
    }),
  ]);
  return watching;
}

/** How strace prints the end of a path, `-wal`, and the start of an answer, `HTTP/1.1 303`. */
const wal = String.raw`[^>]*\\x2d\\x77\\x61\\x6c`;
const found = String.raw`\\x48\\x54\\x54\\x50\\x2f\\x31\\x2e\\x31\\x20\\x33\\x30\\x33`;

/** A frame's head names the size of the database when the frame ends a transaction, and 0 in all others. */
const frameHead = new RegExp(String.raw`^\d+ +pwrite64\(\d+<${wal}>, "((?:\\x[0-9a-f]{2}){8})[^"]*"\.*, 24,`);
const syncBegun = new RegExp(String.raw`^(\d+) +f(?:data)?sync\(\d+<${wal}>(.*)$`);
const syncEnded = /^(\d+) +<\.\.\. f(?:data)?sync resumed>\) += 0/;
const redirect = new RegExp(String.raw`^\d+ +writev?\(\d+<[^>]*>, [^"]*"${found}`);

/** Goes through the calls in their order. */
export async function readCalls(
  log: string,
): Promise<Pick<Syncs, 'commits' | 'syncs' | 'redirects' | 'early'>> {
  const seen = { commits: 0, syncs: 0, redirects: 0, early: 0 };
  const syncing = new Set<string>();
  let isUnsynced = false;
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const head = frameHead.exec(line)?.[1];
    const begun = syncBegun.exec(line);
    const ended = syncEnded.exec(line)?.[1];
    if (head && !head.endsWith('\\x00\\x00\\x00\\x00')) {
      seen.commits++;
      isUnsynced = true;
    } else if (begun && !begun[2]!.endsWith(' = 0')) {
      syncing.add(begun[1]!);
    } else if (begun || (ended && syncing.delete(ended))) {
      seen.syncs++;
      isUnsynced = false;
    } else if (redirect.test(line)) {
      seen.redirects++;
      if (isUnsynced) seen.early++;
    }
  }
  return seen;
}
