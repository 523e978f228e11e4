import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Conflict } from '../../errors';
import { compute } from '../../jobs/compute';
import type { JobDefinition, JobRun } from '../../jobs/job';
import { findDataset, holdDataset, type Dataset } from '../dataset-store';
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
  const input = await inputFor(context, dataset, run);
  const lint = { datasetId: dataset.id, importId: run.id, foundBy: context.newId() };
  await readAgain(context, job, { run, lint, input });
  await dropOldFindings(context, job, lint);
  await refreshAcross(context, run.id);
}

/** One run of the rules over a dataset. */
interface LintAgain {
  readonly datasetId: string;
  readonly importId: string;
  readonly foundBy: string;
}

/**
 * Writes a little about the dataset, while it is the one that was asked for: its import could be undone at any moment,
 * and checked anew in another way.
 * @throws Conflict when it is gone
 */
async function write(
  { db }: Context,
  { datasetId }: LintAgain,
  work: (tx: Database) => Promise<void>,
): Promise<void> {
  await db.redoable(async (tx) => {
    if (!(await holdDataset(tx, datasetId))) throw new Conflict('The dataset was taken back meanwhile.');
    await work(tx);
  });
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
  { run, input, lint }: { run: ImportRun; input: CheckInput; lint: LintAgain },
): Promise<void> {
  let items = 0;
  let after = beforeAllKeys;
  const batches = compute(checkFile, input, { signal: job.signal, inThread: isWorthThread(run) });
  for await (const { findings, textKeys, counts, byteOffset, isRead } of batches) {
    items = counts.items;
    const through = textKeys.at(-1);
    if (items > 0 && (findings.length > 0 || through)) {
      const range = { after, through: through ?? after };
      await write(context, lint, async (tx) => {
        await renewFindings(tx, run.id, { findings, foundBy: lint.foundBy });
        await replaceTextKeys(tx, run.id, { keys: textKeys, ...range });
      });
    }
    after = through ?? after;
    const place = placeIn(run, isRead ? Infinity : byteOffset);
    job.progress(place.done, place.total, counts.records);
  }
  if (items === 0)
    throw new Conflict('No line of the original could be read as an item any more.', unchanged);
  await write(context, lint, (tx) => deleteTextKeys(tx, run.id, { after, through: afterAllKeys }));
}

/** Lines at a time: others wait no longer than for one batch of an import. */
const linesAtOnce = 1000;
const acrossKeys = acrossRules.map(({ key }) => key);

/**
 * Removes what older runs found and this one did not, last of all: a sample drawn meanwhile never meets a quarantined
 * item without its finding.
 */
async function dropOldFindings(context: Context, { signal }: JobRun, lint: LintAgain): Promise<void> {
  const { importId, foundBy } = lint;
  const last = await lastFoundLine(context.db, importId);
  for (let from = 0; from <= last; from += linesAtOnce) {
    signal.throwIfAborted();
    const to = from + linesAtOnce;
    const old = { foundBy, except: acrossKeys, from, to };
    await write(context, lint, (tx) => deleteOldFindings(tx, importId, old));
    await setImmediate();
  }
}
