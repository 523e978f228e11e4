import type { Context } from '../context';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A piece of long work on one subject, kept in the database until it has ended one way or the other. */
export interface Job {
  readonly id: string;
  /** Which function does it. */
  readonly name: string;
  /** The id of what it works on. */
  readonly subjectId: string;
  readonly state: JobState;
  readonly attempts: number;
  /** In units of the job's own, bytes for files; `total` is null while unknown. */
  readonly done: number;
  readonly total: number | null;
  /** Records or items so far; 0 where nobody counts. */
  readonly counted: number;
  /** Why it failed, in words safe to show. */
  readonly message: string | null;
  readonly cancelRequestedAt: number | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

/** What a job's function is given for one run. */
export interface JobRun {
  readonly subjectId: string;
  /** From 1; later runs may find what earlier ones left. */
  readonly attempt: number;
  /** Aborted when a person cancels, when the lease is lost and when the server stops. */
  readonly signal: AbortSignal;
  /**
   * Says how far the work is, and how many records or items that were; cheap enough for every batch.
   * @throws what `signal` was aborted with
   */
  progress(done: number, total: number, counted?: number): void;
}

/** A kind of job. The function must be able to start again after being cut off anywhere. */
export interface JobDefinition {
  readonly name: string;
  run(context: Context, job: JobRun): Promise<void>;
  /** Puts the subject back in order once the job is cancelled or has failed for good. */
  ended?(context: Context, subjectId: string, how: 'cancelled' | 'failed'): Promise<void>;
}
