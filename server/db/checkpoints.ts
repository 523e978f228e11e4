import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Milliseconds between looks at the log. */
const lookEvery = 250;
const mebibyte = 2 ** 20;
/** From this size on the log is written back beside the writers, */
const worthwhile = 4 * mebibyte;
/** and from this size on writers wait until it is empty again: beside busy ones it would never come to its end. */
const tooLarge = 48 * mebibyte;

interface LogKeeper {
  stop(): Promise<void>;
}

/**
 * Writes the log of a SQLite file back into it, in a thread: the waits for the disk that this takes are nobody's.
 * Writers may go on meanwhile, and readers always (sqlite.org/wal.html, section 2.2 and 3).
 * @param onError told what went wrong in the thread
 */
export function keepLogSmall(path: string, onError: (error: unknown) => void): LogKeeper {
  let thread: Worker | undefined;
  let isBusy = false;
  const look = (): void => {
    const size = sizeOf(`${path}-wal`);
    if (isBusy || size < worthwhile) return;
    isBusy = true;
    thread ??= startThread(path, { done: () => (isBusy = false), ended, onError });
    thread.postMessage(size < tooLarge ? 'PASSIVE' : 'TRUNCATE');
  };
  const ended = (): void => {
    thread = undefined;
    isBusy = false;
  };
  // A log that was never too large is written back when the database is closed, without any thread.
  const timer = setInterval(look, lookEvery).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await thread?.terminate();
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function startThread(
  path: string,
  { done, ended, onError }: { done: () => void; ended: () => void; onError: (error: unknown) => void },
): Worker {
  const worker = new Worker(program, {
    eval: true,
    execArgv: [],
    workerData: { path, driver: require.resolve('better-sqlite3') },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  worker.on('message', (failure: { code: string; message: string } | null) => {
    done();
    if (failure) onError(Object.assign(new Error(failure.message), { code: failure.code }));
  });
  worker.on('error', onError);
  worker.once('exit', ended);
  worker.unref();
  return worker;
}

/** Runs as it stands, so that it needs neither a build nor a loader. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Sqlite = require(workerData.driver);
  const connection = new Sqlite(workerData.path);
  connection.pragma('busy_timeout = 1000');
  connection.pragma('synchronous = FULL');
  parentPort.on('message', (mode) => {
    try {
      connection.pragma('wal_checkpoint(' + mode + ')');
      parentPort.postMessage(null);
    } catch (error) {
      parentPort.postMessage({ code: String(error.code), message: String(error.message) });
    }
  });
`;
