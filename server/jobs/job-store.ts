import type { Database } from '../db/database';
import { placeholders } from '../db/placeholders';
import type { Job, JobState } from './job';

/** A job as the runners see it: who has it, and since when others may take it. */
export interface OpenJob extends Job {
  readonly holder: string | null;
  readonly leaseUntil: number | null;
  readonly dueAt: number;
}

interface JobRow {
  id: string;
  name: string;
  subject_id: string;
  state: JobState;
  attempts: number;
  holder: string | null;
  lease_until: number | null;
  due_at: number;
  done: number;
  total: number | null;
  counted: number;
  message: string | null;
  cancel_requested_at: number | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

/** @returns whether it was inserted: there is at most one open job of a name for a subject */
export async function insertJob(
  db: Database,
  job: Pick<Job, 'id' | 'name' | 'subjectId' | 'createdAt'>,
): Promise<boolean> {
  const { changes } = await db.run(
    `INSERT INTO jobs (id, name, subject_id, state, due_at, created_at) VALUES (?, ?, ?, 'queued', ?, ?)
     ON CONFLICT DO NOTHING`,
    job.id,
    job.name,
    job.subjectId,
    job.createdAt,
    job.createdAt,
  );
  return changes === 1;
}

export async function findOpenJob(
  db: Database,
  name: string,
  subjectId: string,
): Promise<OpenJob | undefined> {
  const row = await db.get<JobRow>(
    "SELECT * FROM jobs WHERE name = ? AND subject_id = ? AND state IN ('queued', 'running')",
    name,
    subjectId,
  );
  return row && toJob(row);
}

/** The job of one of these names last made for a subject, whatever came of it. */
export async function findLatestJob(
  db: Database,
  subjectId: string,
  names: readonly string[],
): Promise<Job | undefined> {
  const row = await db.get<JobRow>(
    `SELECT * FROM jobs WHERE subject_id = ? AND name IN (${placeholders(names)})
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    subjectId,
    ...names,
  );
  return row && toJob(row);
}

/** Everything queued or running, in the order it was asked for. */
export async function listOpenJobs(db: Database): Promise<OpenJob[]> {
  const rows = await db.all<JobRow>(
    "SELECT * FROM jobs WHERE state IN ('queued', 'running') ORDER BY due_at, id",
  );
  return rows.map(toJob);
}

export interface Lease {
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

/** Takes a job as it was seen. @returns false when somebody else was faster, or its holder has just renewed it */
export async function takeJob(db: Database, seen: OpenJob, lease: Lease): Promise<boolean> {
  // Compared and set in one statement: of two who saw the same job free, one gets it.
  const { changes } = await db.run(
    `UPDATE jobs SET state = 'running', holder = ?, lease_until = ?, attempts = attempts + 1,
       started_at = ?
     WHERE id = ? AND state = ? AND COALESCE(holder, '') = ? AND COALESCE(lease_until, 0) = ?`,
    lease.holder,
    lease.until,
    lease.now,
    seen.id,
    seen.state,
    seen.holder ?? '',
    seen.leaseUntil ?? 0,
  );
  return changes === 1;
}

/**
 * Keeps a lease and writes the progress.
 * @returns undefined when the job is no longer this holder's; otherwise whether somebody wants it cancelled
 */
export async function renewLease(
  db: Database,
  id: string,
  renewal: { holder: string; until: number; done: number; total: number | null; counted: number },
): Promise<{ isCancelled: boolean } | undefined> {
  const row = await db.get<{ cancel_requested_at: number | null }>(
    `UPDATE jobs SET lease_until = ?, done = ?, total = ?, counted = ? WHERE id = ? AND holder = ? AND state = 'running'
     RETURNING cancel_requested_at`,
    renewal.until,
    renewal.done,
    renewal.total,
    renewal.counted,
    id,
    renewal.holder,
  );
  return row && { isCancelled: row.cancel_requested_at !== null };
}

/** Ends a job its holder still has. */
export async function finishJob(
  db: Database,
  id: string,
  end: { holder: string; state: 'done' | 'failed' | 'cancelled'; message: string | null; now: number },
): Promise<void> {
  await db.run(
    `UPDATE jobs SET state = ?, message = ?, finished_at = ?, holder = NULL, lease_until = NULL,
       done = CASE WHEN ? = 'done' THEN COALESCE(total, done) ELSE done END
     WHERE id = ? AND holder = ?`,
    end.state,
    end.message,
    end.now,
    end.state,
    id,
    end.holder,
  );
}

/** Gives a job back to be run again, by anybody, not before `dueAt`. */
export async function requeueJob(
  db: Database,
  id: string,
  back: { holder: string; dueAt: number; attempts: number },
): Promise<void> {
  await db.run(
    `UPDATE jobs SET state = 'queued', holder = NULL, lease_until = NULL, due_at = ?, attempts = ?
     WHERE id = ? AND holder = ?`,
    back.dueAt,
    back.attempts,
    id,
    back.holder,
  );
}

/** Asks whoever runs a job to stop; a job that waits is due at once, so that somebody ends it. */
export async function markCancelled(db: Database, id: string, now: number): Promise<void> {
  await db.run(
    `UPDATE jobs SET cancel_requested_at = ?, due_at = CASE WHEN due_at > ? THEN ? ELSE due_at END
     WHERE id = ? AND state IN ('queued', 'running') AND cancel_requested_at IS NULL`,
    now,
    now,
    now,
    id,
  );
}

function toJob(row: JobRow): OpenJob {
  return {
    id: row.id,
    name: row.name,
    subjectId: row.subject_id,
    state: row.state,
    attempts: row.attempts,
    holder: row.holder,
    leaseUntil: row.lease_until,
    dueAt: row.due_at,
    done: row.done,
    total: row.total,
    counted: row.counted,
    message: row.message,
    cancelRequestedAt: row.cancel_requested_at,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
