import type { Context } from '../context';
import type { Database } from '../db/database';
import { findOpenJob, insertJob, markCancelled, type OpenJob } from './job-store';

/** Asks for a job; one that is open for the same subject is returned instead of a second. */
export async function enqueueJob(
  db: Database,
  context: Pick<Context, 'newId' | 'now'>,
  { name, subjectId }: { name: string; subjectId: string },
): Promise<OpenJob> {
  for (;;) {
    await insertJob(db, { id: context.newId(), name, subjectId, createdAt: context.now() });
    const open = await findOpenJob(db, name, subjectId);
    // It may have ended between the two statements; then the next insert succeeds.
    if (open) return open;
  }
}

/** Asks for an open job to be cancelled; whoever runs it notices within a second. */
export async function requestCancel(
  db: Database,
  context: Pick<Context, 'now'>,
  jobId: string,
): Promise<void> {
  await markCancelled(db, jobId, context.now());
}
