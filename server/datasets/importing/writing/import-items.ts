import { recordAudit } from '../../../audit/audit-log';
import type { Context } from '../../../context';
import type { Database } from '../../../db/database';
import { Conflict } from '../../../errors';
import { compute } from '../../../jobs/compute';
import type { JobDefinition, JobRun } from '../../../jobs/job';
import { runJobUnlessTaken } from '../../../jobs/run-jobs';
import { replaceTags } from '../../catalogue/tag-store';
import { finishDataset } from '../../dataset-store';
import { findImport, updateImport, type ImportRun } from '../../import-store';
import { insertEncodedItems } from '../../item-store';
import { setDecision } from '../../lint/lint-decision-store';
import { refreshAcross } from '../../lint/refresh-across';
import { originalPath } from '../keep-original';
import { isWorthThread, placeIn, type Tell } from '../progress';
import { countWritten } from './rows-store';
import { readItems, type ItemBatch } from './read-items';
import { hideAndRemove, removeDataset } from './remove-dataset';

/** Writes the items of a confirmed import and makes its dataset visible in the last transaction. */
export const importItems: JobDefinition = {
  name: 'import-items',
  run: async (context, job) => void (await carryOutImport(context, job)),
  ended: backToChecked,
};

/**
 * A run after one that was cut off goes on after the last item written.
 * @param tell is told of every batch
 * @returns whether there was anything left to write
 */
export async function carryOutImport(context: Context, job: JobRun, tell?: Tell): Promise<boolean> {
  const run = await findImport(context.db, job.subjectId);
  if (!run?.facts || run.datasetId === null) return false;
  const isOpen = run.state === 'importing';
  if (isOpen)
    await finish(context, run, await writeItems(context, job, { run, datasetId: run.datasetId, tell }));
  await refreshAcross(context, run.id);
  return isOpen;
}

/** @returns how many items there are now, and how many of them are labelled */
async function writeItems(
  context: Context,
  job: JobRun,
  { run, datasetId, tell }: { run: ImportRun; datasetId: string; tell: Tell | undefined },
): Promise<ItemBatch['counts']> {
  const { facts, format, mapping } = run;
  const written = await countWritten(context.db, datasetId);
  const path = originalPath(context, run.sha256);
  const input = { path, facts: facts!, format, mapping, afterLine: written.lastLine };
  let { count } = written;
  let counts: ItemBatch['counts'] = { items: 0, labelled: 0 };
  const batches = compute(readItems, input, { signal: job.signal, inThread: isWorthThread(run) });
  for await (const { items, byteOffset, ...batch } of batches) {
    if (items.length > 0)
      await context.db.redoable((tx) => insertEncodedItems(tx, items, { datasetId, newId: context.newId }));
    count += items.length;
    counts = batch.counts;
    const place = placeIn(run, byteOffset);
    job.progress(place.done, place.total, count);
    tell?.({ step: 'importing', ...place, rows: count });
  }
  if (count !== counts.items) {
    throw new Error(`${count} items were written, but the file has ${counts.items}.`);
  }
  return counts;
}

/** One transaction: the dataset becomes visible with everything its plan says. */
async function finish(context: Context, run: ImportRun, counts: ItemBatch['counts']): Promise<void> {
  const datasetId = run.datasetId!;
  await context.db.transaction(async (tx) => {
    const isFinished = await finishDataset(tx, datasetId, counts);
    if (!isFinished || !(await updateImport(tx, { ...run, ...counts, state: 'imported' }, 'importing'))) {
      throw new Conflict('Another process took this import over.', 'Look at the list of datasets.');
    }
    await describe(tx, context, run);
    const { records, failed, sha256, createdBy: actorId } = run;
    const detail = { dataset: datasetId, records, imported: counts.items, failed, sha256 };
    await recordAudit(tx, context, { actorId, action: 'file imported', objectId: run.id, detail });
  });
}

/** What the plan says beside the dataset's own row. */
async function describe(
  tx: Database,
  context: Context,
  { plan, datasetId, createdBy }: ImportRun,
): Promise<void> {
  const decided = { decision: 'quarantined', decidedBy: createdBy, decidedAt: context.now() } as const;
  for (const rule of plan!.quarantine) await setDecision(tx, { ...decided, datasetId: datasetId!, rule });
  await replaceTags(tx, datasetId!, plan!.tags);
}

async function backToChecked(context: Context, importId: string): Promise<void> {
  const run = await findImport(context.db, importId);
  const datasetId = run?.datasetId;
  if (run?.state !== 'importing' || !datasetId) return;
  await context.db.transaction(async (tx) => {
    const checked: ImportRun = { ...run, state: 'checked', datasetId: null };
    if (await updateImport(tx, checked, 'importing')) await hideAndRemove(tx, context, datasetId);
  });
  await runJobUnlessTaken(context, removeDataset, datasetId);
}
