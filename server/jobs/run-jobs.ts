import { setTimeout } from 'node:timers/promises';
import type { Context } from '../context';
import { Conflict } from '../errors';
import { enqueueJob } from './enqueue-job';
import { createHolder, isGone } from './holder';
import type { JobDefinition } from './job';
import { listOpenJobs, takeJob, type OpenJob } from './job-store';
import { leaseFor, runJob, type JobOutcome, type RunOptions } from './run-job';

/** Milliseconds between looks for new jobs. */
const pollEvery = 250;

export interface JobRunner {
  /** Cuts off what runs, gives it back, and waits for that; a later start goes on with it. */
  stop(): Promise<void>;
}

/** Runs jobs one after another as they come, until stopped. */
export function startJobRunner(context: Context, definitions: readonly JobDefinition[]): JobRunner {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await runJobs(context, definitions, stopping.signal);
      } catch (error) {
        context.log.error({ err: error }, 'jobs could not be run');
      }
      await setTimeout(pollEvery, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Runs everything that is due, one after another. @returns how many runs there were */
export async function runJobs(
  context: Context,
  definitions: readonly JobDefinition[],
  stopping?: AbortSignal,
): Promise<number> {
  for (let runs = 0; ; runs++) {
    const next = stopping?.aborted ? undefined : await takeNext(context, definitions);
    if (!next) return runs;
    await next.run({ stopping, mayRetry: true });
  }
}

/**
 * Asks for a job and runs it here and now, whatever else waits. One that a dead process left is taken over.
 * @throws what the job throws, and Conflict when a living process has it
 */
export async function runJobNow(
  context: Context,
  definition: JobDefinition,
  subjectId: string,
  { onProgress }: Pick<RunOptions, 'onProgress'> = {},
): Promise<void> {
  const job = await enqueueJob(context.db, context, { name: definition.name, subjectId });
  const taken = mayTake(job, context.now()) ? await take(context, definition, job) : undefined;
  const outcome = await taken?.run({ onProgress, mayRetry: false });
  if (outcome?.how === 'failed') throw outcome.error;
  if (outcome?.how === 'done') return;
  throw outcome?.how === 'cancelled'
    ? new Conflict('Somebody cancelled it.', 'Start it again if that was a mistake.')
    : new Conflict('Another process is doing this right now.', 'Wait until it is done, then look again.');
}

/** The same for work that somebody else may have begun: then there is nothing left to do. */
export async function runJobUnlessTaken(
  context: Context,
  definition: JobDefinition,
  subjectId: string,
): Promise<void> {
  try {
    await runJobNow(context, definition, subjectId);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

interface TakenJob {
  run(options: Omit<RunOptions, 'holder'>): Promise<JobOutcome>;
}

async function takeNext(
  context: Context,
  definitions: readonly JobDefinition[],
): Promise<TakenJob | undefined> {
  for (const job of await listOpenJobs(context.db)) {
    const definition = definitions.find(({ name }) => name === job.name);
    if (!definition || job.dueAt > context.now() || !mayTake(job, context.now())) continue;
    const taken = await take(context, definition, job);
    if (taken) return taken;
  }
  return undefined;
}

function mayTake({ holder, leaseUntil }: OpenJob, now: number): boolean {
  return holder === null || (leaseUntil ?? 0) < now || isGone(holder);
}

async function take(
  context: Context,
  definition: JobDefinition,
  job: OpenJob,
): Promise<TakenJob | undefined> {
  const { holder, release } = createHolder(context);
  const now = context.now();
  if (!(await takeJob(context.db, job, { holder, now, until: now + leaseFor }))) {
    release();
    return undefined;
  }
  return { run: (options) => runJob(context, definition, job, { ...options, holder }).finally(release) };
}
