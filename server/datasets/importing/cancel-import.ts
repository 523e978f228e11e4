import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { requestCancel } from '../../jobs/enqueue-job';
import { findOpenJob } from '../../jobs/job-store';
import { runJobUnlessTaken } from '../../jobs/run-jobs';
import type { ImportRun } from '../import-store';
import { checkImport } from './checking/check-import';
import { importItems } from './writing/import-items';

/**
 * Asks for what an import is doing to stop. Soon after, a check is back at `received` and an import at `checked`,
 * with nothing of it left.
 * @throws Conflict when it is doing nothing
 */
export async function cancelImport(context: Context, run: ImportRun): Promise<void> {
  const definition = { checking: checkImport, importing: importItems }[run.state as 'checking' | 'importing'];
  const job = definition && (await findOpenJob(context.db, definition.name, run.id));
  if (!job)
    throw new Conflict('There is nothing to cancel: it has ended.', 'Look at the page of the import.');
  await requestCancel(context.db, context, job.id);
  // A job that waits behind a long one ends here and now; one that somebody has is ended by whoever has it.
  if (job.holder === null) await runJobUnlessTaken(context, definition, run.id);
}
