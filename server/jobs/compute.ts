import { setImmediate } from 'node:timers/promises';
import { computeInThread } from './thread';
import type { Task } from './task';

export interface ComputeOptions {
  /** Ends the computation when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it is long enough to be worth a thread of its own. */
  readonly inThread: boolean;
}

/** What a task puts out, computed here or in the thread; the one who reads sets the pace. */
export async function* compute<Input, Output>(
  task: Task<Input, Output>,
  input: Input,
  { signal, inThread }: ComputeOptions,
): AsyncGenerator<Output> {
  const outputs = inThread ? computeInThread<Output>(task.name, input, signal) : task.run(input);
  try {
    for await (const output of outputs) {
      signal?.throwIfAborted();
      yield output;
      // Requests that came meanwhile go first.
      await setImmediate();
    }
  } finally {
    signal?.throwIfAborted();
  }
}
