import type { Context } from '../../../context';
import { compute } from '../../../jobs/compute';
import type { JobDefinition, JobRun } from '../../../jobs/job';
import { insertProblems } from '../../import-problem-store';
import { findImport, updateImport, type ImportCounts, type ImportRun } from '../../import-store';
import { insertTextKeys } from '../../item-text-store';
import { insertFindings } from '../../lint-store';
import { originalPath } from '../keep-original';
import { isWorthThread, placeIn, type Tell } from '../progress';
import { checkFile, type CheckBatch } from './check-file';
import { clearCheck } from './clear-check';

/** Reads a received file and keeps what is wrong with it; nothing of it is a dataset afterwards. */
export const checkImport: JobDefinition = {
  name: 'check-import',
  run: (context, job) => carryOutCheck(context, job),
  ended: backToReceived,
};

/** @param tell is told of every batch */
export async function carryOutCheck(context: Context, job: JobRun, tell?: Tell): Promise<void> {
  const run = await findImport(context.db, job.subjectId);
  // Cut off after its last statement, it has nothing left to do.
  if (run?.state !== 'checking' || !run.facts) return;
  await clearCheck(context, run.id);
  const { fileName, facts, format, mapping } = run;
  const input = { path: originalPath(context, run.sha256), fileName, facts, format, mapping };
  let counts: ImportCounts = run;
  const batches = compute(checkFile, input, { signal: job.signal, inThread: isWorthThread(run) });
  for await (const batch of batches) {
    await writeBatch(context, run.id, batch);
    counts = batch.counts;
    const place = placeIn(run, batch.isRead ? Infinity : batch.byteOffset);
    job.progress(place.done, place.total, counts.records);
    tell?.({ step: 'checking', ...place, rows: counts.records });
  }
  await updateImport(context.db, { ...run, ...counts, ...outcomeOf(run, counts) }, 'checking');
}

async function writeBatch({ db }: Context, importId: string, batch: CheckBatch): Promise<void> {
  if (batch.problems.length + batch.findings.length + batch.textKeys.length === 0) return;
  await db.redoable(async (tx) => {
    await insertProblems(tx, importId, batch.problems);
    await insertFindings(tx, importId, batch.findings);
    await insertTextKeys(tx, importId, batch.textKeys);
  });
}

function outcomeOf(
  run: ImportRun,
  { items, records, failed }: ImportCounts,
): Pick<ImportRun, 'state' | 'refusal'> {
  if (items > 0) return { state: 'checked', refusal: null };
  const refusal =
    run.format === null
      ? 'No format of ours knows the fields of this file. Say which field is which and check it again.'
      : records > failed
        ? 'This is a table, not a dataset: its rows are not items. Choose the file that has the items.'
        : 'No line of this file could be read as an item. Correct the file, or say which field is which.';
  return { state: 'refused', refusal };
}

async function backToReceived(context: Context, importId: string): Promise<void> {
  const run = await findImport(context.db, importId);
  if (run?.state !== 'checking') return;
  await clearCheck(context, importId);
  await updateImport(context.db, { ...run, state: 'received' }, 'checking');
}
