import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { compute } from '../../jobs/compute';
import type { JobDefinition, JobRun } from '../../jobs/job';
import { findDataset, type Dataset } from '../dataset-store';
import { findImport, type ImportRun } from '../import-store';
import { checkFile, type CheckInput } from '../importing/checking/check-file';
import { originalPath } from '../importing/keep-original';
import { isWorthThread, placeIn } from '../importing/progress';
import { afterAllKeys, beforeAllKeys, deleteTextKeys, replaceTextKeys } from '../item-text-store';
import { deleteOldFindings, lastFoundLine, renewFindings } from '../lint-store';
import { inspectFile } from '../reading/inspect-file';
import { acrossRules } from './across';
import { refreshAcross } from './refresh-across';
import { lintDatasetJob } from './report/lint-report';

/** Reads a dataset's original once more and puts what today's rules find in the place of what was found before. */
export const lintDataset: JobDefinition = { name: lintDatasetJob, run: lintAgain };

const unchanged = 'The dataset and what was found in it are as they were.';

async function lintAgain(context: Context, job: JobRun): Promise<void> {
  const dataset = await findDataset(context.db, job.subjectId);
  const run = dataset?.importId ? await findImport(context.db, dataset.importId) : undefined;
  // It may have been taken back meanwhile.
  if (!dataset || !run) return;
  const foundBy = context.newId();
  await readAgain(context, job, { run, foundBy, input: await inputFor(context, dataset, run) });
  await dropOldFindings(context, job, { importId: run.id, foundBy });
  await refreshAcross(context, run.id);
}

async function inputFor(context: Context, dataset: Dataset, run: ImportRun): Promise<CheckInput> {
  const { fileName, mapping } = run;
  const path = originalPath(context, run.sha256);
  const facts = run.facts ?? (await inspectFile(path, fileName));
  if ('refusal' in facts) throw new Conflict(facts.refusal, unchanged);
  return { path, fileName, facts, format: dataset.format, mapping };
}

/**
 * Findings are written as they come, over those of older runs. Text keys come last and in order: each batch takes the
 * place of what was there up to its last key.
 * @throws Conflict when the original has no items any more: a damaged file is no reason to forget what was found
 */
async function readAgain(
  context: Context,
  job: JobRun,
  { run, input, foundBy }: { run: ImportRun; input: CheckInput; foundBy: string },
): Promise<void> {
  let items = 0;
  let after = beforeAllKeys;
  const batches = compute(checkFile, input, { signal: job.signal, inThread: isWorthThread(run) });
  for await (const { findings, textKeys, counts, byteOffset } of batches) {
    items = counts.items;
    const through = textKeys.at(-1);
    if (items > 0 && (findings.length > 0 || through)) {
      const range = { after, through: through ?? after };
      await context.db.redoable(async (tx) => {
        await renewFindings(tx, run.id, { findings, foundBy });
        await replaceTextKeys(tx, run.id, { keys: textKeys, ...range });
      });
    }
    after = through ?? after;
    const place = placeIn(run, byteOffset);
    job.progress(place.done, place.total);
  }
  if (items === 0)
    throw new Conflict('No line of the original could be read as an item any more.', unchanged);
  await context.db.redoable((tx) => deleteTextKeys(tx, run.id, { after, through: afterAllKeys }));
}

/** Lines at a time: others wait no longer than for one batch of an import. */
const linesAtOnce = 1000;
const acrossKeys = acrossRules.map(({ key }) => key);

/**
 * Removes what older runs found and this one did not, last of all: a sample drawn meanwhile never meets a quarantined
 * item without its finding.
 */
async function dropOldFindings(
  { db }: Context,
  { signal }: JobRun,
  { importId, foundBy }: { importId: string; foundBy: string },
): Promise<void> {
  const last = await lastFoundLine(db, importId);
  for (let from = 0; from <= last; from += linesAtOnce) {
    signal.throwIfAborted();
    const to = from + linesAtOnce;
    await db.redoable((tx) => deleteOldFindings(tx, importId, { foundBy, except: acrossKeys, from, to }));
    await setImmediate();
  }
}
