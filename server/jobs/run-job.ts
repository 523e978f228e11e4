import type { Context } from '../context';
import { ExpectedError } from '../errors';
import type { JobDefinition, JobRun } from './job';
import { finishJob, renewLease, requeueJob, type OpenJob } from './job-store';

/** Milliseconds: how long a lease lasts, and how often it is renewed with the progress. */
export const leaseFor = 20_000;
const renewEvery = 500;
/** Milliseconds to wait after the first and the second unexpected failure; after the third a job has failed. */
const waits = [1000, 10_000];
/** A job whose holder died this often takes the process with it; it is not tried again. */
const mostAttempts = 10;

export type JobOutcome =
  { readonly how: 'done' | 'cancelled' | 'lost' | 'stopped' } | { readonly how: 'failed'; error: unknown };

export interface RunOptions {
  readonly holder: string;
  /** Aborted when the process wants to stop. */
  readonly stopping?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Whether an unexpected failure is tried again later. */
  readonly mayRetry: boolean;
}

/** Why a run was cut off. */
class CutOff extends Error {
  constructor(readonly how: 'cancelled' | 'lost' | 'stopped') {
    super(`The job was cut off: ${how}.`);
  }
}

/** Runs a job that this process has taken, keeps its lease meanwhile, and writes how it ended. */
export async function runJob(
  context: Context,
  definition: JobDefinition,
  job: OpenJob,
  options: RunOptions,
): Promise<JobOutcome> {
  const outcome = await attempt(context, definition, job, options);
  const { holder } = options;
  const attempts = job.attempts + 1;
  if (outcome.how === 'stopped') {
    await requeueJob(context.db, job.id, { holder, dueAt: context.now(), attempts: job.attempts });
  } else if (outcome.how === 'failed' && options.mayRetry && isWorthRetrying(outcome.error, attempts)) {
    context.log.warn({ job: job.id, name: job.name, err: outcome.error }, 'job failed, will be retried');
    const dueAt = context.now() + (waits[attempts - 1] ?? 0);
    await requeueJob(context.db, job.id, { holder, dueAt, attempts });
  } else if (outcome.how !== 'lost') {
    await end(context, definition, job, { holder, outcome });
  }
  return outcome;
}

async function attempt(
  context: Context,
  definition: JobDefinition,
  job: OpenJob,
  options: RunOptions,
): Promise<JobOutcome> {
  if (job.cancelRequestedAt !== null) return { how: 'cancelled' };
  if (job.attempts >= mostAttempts) {
    return { how: 'failed', error: new Error('The process ended each time it was tried.') };
  }
  const abort = new AbortController();
  const stop = (): void => abort.abort(new CutOff('stopped'));
  if (options.stopping?.aborted) stop();
  options.stopping?.addEventListener('abort', stop);
  const keeping = keepLease(context, job, options, abort);
  try {
    abort.signal.throwIfAborted();
    await definition.run(context, keeping.run);
    return { how: 'done' };
  } catch (error) {
    const reason: unknown = abort.signal.reason;
    return reason instanceof CutOff ? { how: reason.how } : { how: 'failed', error };
  } finally {
    options.stopping?.removeEventListener('abort', stop);
    await keeping.end();
  }
}

/** Renews the lease and writes the progress now and then; aborts when the job is cancelled or taken away. */
function keepLease(
  context: Context,
  job: OpenJob,
  { holder, onProgress }: RunOptions,
  abort: AbortController,
): { run: JobRun; end: () => Promise<void> } {
  let state: Pick<OpenJob, 'done' | 'total' | 'counted'> = job;
  let renewal: Promise<void> = Promise.resolve();
  const renew = async (): Promise<void> => {
    const until = context.now() + leaseFor;
    const renewed = await renewLease(context.db, job.id, {
      holder,
      until,
      done: state.done,
      total: state.total,
      counted: state.counted,
    });
    if (!renewed) abort.abort(new CutOff('lost'));
    else if (renewed.isCancelled) abort.abort(new CutOff('cancelled'));
  };
  // A database that is busy for a moment is no reason to stop: the lease lasts for many renewals.
  const timer = setInterval(() => (renewal = renewal.then(renew).catch(() => undefined)), renewEvery);
  const run: JobRun = {
    subjectId: job.subjectId,
    attempt: job.attempts + 1,
    signal: abort.signal,
    progress: (done, total, counted = 0) => {
      abort.signal.throwIfAborted();
      state = { done, total, counted };
      onProgress?.(done, total);
    },
  };
  return {
    run,
    end: async () => {
      clearInterval(timer);
      renewal = renewal.then(renew).catch(() => undefined);
      await renewal;
    },
  };
}

function isWorthRetrying(error: unknown, attempts: number): boolean {
  return !(error instanceof ExpectedError) && attempts <= waits.length;
}

/** The subject first, then the job: cut off between the two, the job is found open and ended again. */
async function end(
  context: Context,
  definition: JobDefinition,
  job: OpenJob,
  { holder, outcome }: { holder: string; outcome: JobOutcome },
): Promise<void> {
  const state = outcome.how === 'done' || outcome.how === 'cancelled' ? outcome.how : 'failed';
  if (state !== 'done') await definition.ended?.(context, job.subjectId, state);
  const message = outcome.how === 'failed' ? inWords(context, job, outcome.error) : null;
  await finishJob(context.db, job.id, { holder, state, message, now: context.now() });
}

function inWords({ log }: Context, job: OpenJob, error: unknown): string {
  if (error instanceof ExpectedError) return `${error.message} ${error.wayForward}`.trim();
  log.error({ job: job.id, name: job.name, err: error }, 'job failed');
  return `Something went wrong that should not have. The log has it under ${job.id}.`;
}
