import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Looks through a whole SQLite file for damage, in a thread: pages that are not what they should be, rows out of
 * order, broken constraints (sqlite.org/pragma.html, quick_check). Indexes are not compared with their tables; `assay
 * verify` does that.
 * @returns what is wrong, at most a hundred faults; none for a sound file
 */
export async function quickCheck(path: string): Promise<string[]> {
  const thread = new Worker(program, {
    eval: true,
    execArgv: [],
    workerData: { path, driver: require.resolve('better-sqlite3') },
  });
  thread.unref();
  try {
    const [faults] = (await once(thread, 'message')) as [string[]];
    return faults;
  } finally {
    await thread.terminate();
  }
}

/** Runs as it stands, so that it needs neither a build nor a loader. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Sqlite = require(workerData.driver);
  const connection = new Sqlite(workerData.path, { readonly: true });
  let faults;
  try {
    faults = connection.pragma('quick_check').map((row) => row.quick_check).filter((text) => text !== 'ok');
  } catch (error) {
    faults = [String(error.message)];
  }
  connection.close();
  parentPort.postMessage(faults);
`;
