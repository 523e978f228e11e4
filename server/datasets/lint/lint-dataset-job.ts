import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { compute } from '../../jobs/compute';
import type { JobDefinition, JobRun } from '../../jobs/job';
import { findDataset, type Dataset } from '../dataset-store';
import { findImport, type ImportRun } from '../import-store';
import { checkFile, type CheckInput } from '../importing/checking/check-file';
import { originalPath } from '../importing/keep-original';
import { isWorthThread } from '../importing/progress';
import { replaceTextKeys } from '../item-text-store';
import { countFindings, deleteFindings, insertFindings } from '../lint-store';
import { inspectFile } from '../reading/inspect-file';
import { acrossRules } from './across';
import type { Finding } from './lint-rule';
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
  const findings = await readAgain(context, job, { run, input: await inputFor(context, dataset, run) });
  await replaceFindings(context, run.id, findings);
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
 * Text keys are written as they come: they say the same as before, unless they are the first.
 * @throws Conflict when the original has no items any more: a damaged file is no reason to forget what was found
 */
async function readAgain(
  context: Context,
  job: JobRun,
  { run, input }: { run: ImportRun; input: CheckInput },
): Promise<Finding[]> {
  const found: Finding[] = [];
  let items = 0;
  const batches = compute(checkFile, input, { signal: job.signal, inThread: isWorthThread(run) });
  for await (const { findings, textKeys, counts, byteOffset } of batches) {
    for (const finding of findings) found.push(finding);
    items = counts.items;
    await context.db.redoable((tx) => replaceTextKeys(tx, run.id, textKeys));
    job.progress(Math.min(byteOffset, run.bytes), run.bytes);
  }
  if (items === 0)
    throw new Conflict('No line of the original could be read as an item any more.', unchanged);
  return found;
}

/** In one transaction, so that a sample drawn meanwhile never meets a quarantined item without its finding. */
async function replaceFindings(
  { db }: Context,
  importId: string,
  findings: readonly Finding[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const rules = (await countFindings(tx, importId)).map(({ rule }) => rule);
    const across = new Set(acrossRules.map(({ key }) => key));
    await deleteFindings(
      tx,
      importId,
      rules.filter((rule) => !across.has(rule)),
    );
    await insertFindings(tx, importId, findings);
  });
}
