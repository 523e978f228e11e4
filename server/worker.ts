import './without-proto';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { figuresOfUpload } from './agreement/figures-page/compute-figures';
import { checkFile } from './datasets/importing/checking/check-file';
import { readItems } from './datasets/importing/writing/read-items';
import type { Task } from './jobs/task';
import type { FromThread, ToThread } from './jobs/thread';
import { reportTask } from './reports/building/report-task';

/** What the thread can compute; a job asks for it by name. */
export const tasks: readonly Task<never, unknown>[] = [checkFile, readItems, figuresOfUpload, reportTask];

function serve(port: MessagePort): void {
  let ahead = 0;
  const send = (message: FromThread): void => port.postMessage(message);
  const run = async ({ task, input }: Extract<ToThread, { kind: 'run' }>): Promise<void> => {
    const found = tasks.find(({ name }) => name === task);
    if (!found) throw new Error(`There is no task "${task}".`);
    for await (const output of found.run(input as never)) {
      while (ahead === 0) await once(port, 'message');
      ahead--;
      send({ kind: 'output', output });
    }
  };
  port.on('message', (message: ToThread) => {
    if (message.kind === 'more') ahead++;
    else {
      ahead = message.ahead;
      run(message).then(
        () => send({ kind: 'ended' }),
        (error: unknown) => send({ kind: 'failed', message: (error as Error).message }),
      );
    }
  });
}

/** Whoever waits for a page goes first. Linux counts niceness by thread; elsewhere it would slow the whole process down. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    // Never forward: only root may do that.
    setPriority(Math.max(10, getPriority()));
  } catch {
    // A system that does not allow it is no reason not to work.
  }
}

if (parentPort) {
  stepBack();
  serve(parentPort);
}
