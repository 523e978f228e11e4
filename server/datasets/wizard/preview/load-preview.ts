import type { Context } from '../../../context';
import { findLatestJob } from '../../../jobs/job-store';
import { listDatasetsByHash } from '../../dataset-store';
import { formats } from '../../formats';
import { listImportsByHash, type ImportRun } from '../../import-store';
import { stepJobs } from '../../importing/import-jobs';
import { originalPath } from '../../importing/keep-original';
import { previewImport } from '../../importing/preview-import';
import { lookAt } from '../../importing/receive-import';
import { readFieldNames } from './field-names';
import { mappableFormat, parseReading, type Reading } from './preview-form';
import { previewedRecords, type Previewed } from './preview-page';

/** Other imports of the same bytes that are named, the newest of them. */
const mostOthers = 3;

/** The import as the beginning of its file shows it: one of before 0.2 was never looked at. */
export async function lookedAt(context: Context, run: ImportRun): Promise<ImportRun> {
  if (run.facts) return run;
  const { facts, format } = await lookAt(originalPath(context, run.sha256), run.fileName);
  return { ...run, facts, format };
}

/** How the import is to be read: as the form or the address says, else as before or as was detected. */
export async function askedReading(context: Context, run: ImportRun, asked: unknown): Promise<Reading> {
  const names = await readFieldNames(context, run);
  const isKnown = formats.some(({ key, holds }) => key === run.format && holds !== 'table');
  const before = { format: isKnown ? run.format! : mappableFormat, mapping: run.mapping };
  return parseReading(asked, names, before);
}

/** Everything the preview shows, the file being read that way. */
export async function loadPreview(context: Context, run: ImportRun, reading: Reading): Promise<Previewed> {
  const { db } = context;
  const others = (await listImportsByHash(db, run.sha256)).filter(({ id }) => id !== run.id);
  return {
    run,
    reading,
    names: await readFieldNames(context, run),
    records: await previewImport(context, run, { ...reading, limit: previewedRecords }),
    sameDatasets: await listDatasetsByHash(db, run.sha256),
    sameImports: others.filter(isUnderWay).slice(-mostOthers),
    lastJob: await findLatestJob(db, run.id, stepJobs),
  };
}

function isUnderWay({ state }: ImportRun): boolean {
  return state !== 'imported' && state !== 'refused';
}
