import type { Database } from '../../db/database';
import { Conflict } from '../../errors';
import { findOpenJob } from '../../jobs/job-store';

/**
 * A job that has done its work, or was cancelled, is open for a moment longer. A new one would be taken for it, and
 * end with it.
 * @throws Conflict while a job of this name is open for the subject
 */
export async function assertIdle(db: Database, name: string, subjectId: string): Promise<void> {
  if (await findOpenJob(db, name, subjectId)) {
    throw new Conflict('What was done before is still being tidied up.', 'Wait a moment, then try again.');
  }
}
