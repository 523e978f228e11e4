import { on } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Outputs that may be under way to us: enough that the thread need not wait, few enough that memory stays flat. */
const outputsAhead = 4;
/** With fewer for what is young, a report takes a sixth longer. */
const megabytes = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

export type ToThread =
  | { readonly kind: 'run'; readonly task: string; readonly input: unknown; readonly ahead: number }
  | { readonly kind: 'more' };
export type FromThread =
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string };

/** After so many outputs a thread has grown: it ends with its task, and gives its memory back. */
const outputsKept = 100;

/** The one thread of this process, kept for the next task; it never keeps the process alive by itself. */
let thread: Worker | undefined;
let lastTask: Promise<void> = Promise.resolve();

/**
 * Runs a task of `worker.ts` in the thread. Tasks take turns: a second thread would only fight for the core that
 * answers requests. Whoever stops reading early ends the thread.
 * @param signal ends the thread, whatever it is at
 * @throws Error with the message of what went wrong there
 */
export async function* computeInThread<Output>(
  task: string,
  input: unknown,
  signal?: AbortSignal,
): AsyncGenerator<Output> {
  const before = lastTask;
  let release = (): void => undefined;
  lastTask = new Promise((resolve) => (release = resolve));
  try {
    await unlessAborted(before, signal);
  } catch (error) {
    void before.then(release);
    throw error;
  }
  const worker = (thread ??= startThread());
  let outputs = 0;
  let isIdle = false;
  try {
    worker.ref();
    const messages = on(worker, 'message', { close: ['exit'], ...(signal && { signal }) });
    send(worker, { kind: 'run', task, input, ahead: outputsAhead });
    for await (const [message] of messages as AsyncIterable<[FromThread]>) {
      isIdle = message.kind !== 'output';
      if (message.kind === 'ended') return;
      if (message.kind === 'failed') throw new Error(message.message);
      outputs++;
      yield message.output as Output;
      send(worker, { kind: 'more' });
    }
    throw new Error('The thread ended before its work was done.');
  } finally {
    worker.unref();
    if (!isIdle || outputs > outputsKept) await endThread(worker);
    release();
  }
}

/** Whoever goes away while others have their turn waits no longer. */
async function unlessAborted(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return turn;
  signal.throwIfAborted();
  let giveUp = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([turn, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** Loads the compiled worker, or its source by way of tsx, which can do that in a thread only for `require`. */
function startThread(): Worker {
  const extension = extname(__filename);
  const modules = [join(__dirname, `../worker${extension}`)];
  if (extension === '.ts') modules.unshift(require.resolve('tsx/cjs'));
  const program = modules.map((path) => `require(${JSON.stringify(path)});`).join('');
  const worker = new Worker(program, { eval: true, execArgv: [], resourceLimits: megabytes });
  worker.once('exit', () => {
    if (thread === worker) thread = undefined;
  });
  return worker;
}

async function endThread(worker: Worker): Promise<void> {
  if (thread === worker) thread = undefined;
  // An error it ends with now has been seen, or is of no interest any more.
  worker.on('error', () => undefined);
  await worker.terminate();
}

function send(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}
