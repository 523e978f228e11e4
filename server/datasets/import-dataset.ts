import { setTimeout } from 'node:timers/promises';
import type { Context } from '../context';
import { Conflict, ExpectedError } from '../errors';
import type { JobDefinition } from '../jobs/job';
import { runJobNow } from '../jobs/run-jobs';
import { hasSlug, listDatasetsByHash, type Dataset } from './dataset-store';
import { shownFileName, type Purpose } from './describing/describe-file';
import { formats } from './formats';
import { carryOutCheck, checkImport } from './importing/checking/check-import';
import { confirmImport } from './importing/confirm-import';
import { discardImport } from './importing/discard-import';
import { draftPlan } from './importing/draft-plan';
import { keepOriginal, type Original } from './importing/keep-original';
import type { Tell } from './importing/progress';
import { recordImport } from './importing/receive-import';
import { requestCheck } from './importing/request-check';
import { carryOutImport, importItems } from './importing/writing/import-items';
import { listProblems } from './import-problem-store';
import { listImportsByHash, loadImport, type ImportRun, type ImportState } from './import-store';
import type { PlacedProblem } from './problem';

export interface ImportOptions {
  readonly path: string;
  /** What the file is called; its folders tell the family and the source. */
  readonly fileName: string;
  /** The admin who imports; null from the command line. */
  readonly actorId: string | null;
  /** Whether the drafted behavior sentence counts as confirmed. */
  readonly acceptDrafts: boolean;
  /** Overrides what the folders say. */
  readonly purpose?: Purpose | undefined;
  /** Whether bytes that are a dataset already become a second one. */
  readonly asCopy?: boolean | undefined;
  readonly onProgress?: Tell | undefined;
}

/** What came of one file: records are items imported, records failed, or rows of a table. */
export interface ImportResult {
  /** Of bytes that are a dataset already: the import it came from; '' when that is not known any more. */
  readonly importId: string;
  readonly fileName: string;
  /** What bytes that are a dataset already were called then; null otherwise. */
  readonly knownAs: string | null;
  readonly sha256: string;
  readonly outcome: 'imported' | 'already imported' | 'not items' | 'no items';
  readonly format: string | null;
  readonly slug: string | null;
  readonly purpose: Purpose | null;
  readonly records: number;
  readonly imported: number;
  readonly failed: number;
  /** Why there is no dataset; null when there is one. */
  readonly refusal: string | null;
  /** What is odd about the file as a whole, such as a name that says it is something else. */
  readonly notes: readonly string[];
  /** The first hundred; the import's page has them all. */
  readonly problems: readonly PlacedProblem[];
}

/**
 * Imports one file in one go, with the plan that its name suggests. Bytes that are a dataset already are not
 * imported again; an import of the same file that was cut off goes on where it stopped.
 * @throws Conflict when somebody else imports the same bytes and is not done
 */
export async function importDataset(context: Context, options: ImportOptions): Promise<ImportResult> {
  const original = await keepOriginal(context, options.path);
  const [known] = options.asCopy ? [] : await listDatasetsByHash(context.db, original.sha256);
  if (known) return repeatOf(known, options);
  const begun = await findBegun(context, original, options);
  const run = begun ?? (await recordImport(context, original, options));
  const checked = await check(context, run, options);
  if (checked.state === 'refused') return resultOf(context, checked);
  const { run: ended, isOurs } = await confirmAndImport(context, checked, options);
  const [others] = begun && !isOurs ? await listDatasetsByHash(context.db, original.sha256) : [];
  return others ? repeatOf(others, options) : resultOf(context, ended);
}

/** The unfinished import of this very file that the same person began, if any. */
async function findBegun(
  { db }: Context,
  { sha256 }: Original,
  { fileName, actorId }: ImportOptions,
): Promise<ImportRun | undefined> {
  const name = shownFileName(fileName);
  const known = await listImportsByHash(db, sha256);
  return known.find((run) => run.fileName === name && run.createdBy === actorId && run.state !== 'imported');
}

/** A refused file is read to its end too: what it holds is to be accounted for. */
async function check(context: Context, run: ImportRun, { onProgress }: ImportOptions): Promise<ImportRun> {
  const isUnreadable = run.state === 'refused' && !run.facts;
  if (isUnreadable || run.state === 'checked' || run.state === 'importing') return run;
  if (run.state !== 'checking') await requestCheck(context, run);
  return carryOut(context, run.id, {
    definition: { ...checkImport, run: (own, job) => carryOutCheck(own, job, onProgress) },
    during: 'checking',
    unless: 'received',
  });
}

/** @returns also whether it was this process that wrote the items */
async function confirmAndImport(
  context: Context,
  run: ImportRun,
  options: ImportOptions,
): Promise<{ run: ImportRun; isOurs: boolean }> {
  if (run.state === 'checked') await confirmDraft(context, run, options);
  let isOurs = false;
  const carryOutHere: JobDefinition['run'] = async (own, job) => {
    isOurs = await carryOutImport(own, job, options.onProgress);
  };
  const ended = await carryOut(context, run.id, {
    definition: { ...importItems, run: carryOutHere },
    during: 'importing',
    unless: 'checked',
  });
  return { run: ended, isOurs };
}

/** Confirms with the next free short name, however many others take theirs at the same time. */
async function confirmDraft(
  context: Context,
  run: ImportRun,
  { acceptDrafts, purpose, asCopy, actorId }: ImportOptions,
): Promise<void> {
  for (;;) {
    const plan = await draftPlan(context, run, { confirmBehavior: acceptDrafts, purpose, asCopy });
    try {
      await confirmImport(context, run, plan, actorId);
      return;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (await hasSlug(context.db, plan.slug)) continue;
      // Somebody else was faster with the same bytes.
      await discardImport(context, run, actorId);
      throw error;
    }
  }
}

/** Milliseconds between looks at what another process is doing for us. */
const lookEvery = 200;

/**
 * Runs the job here, or waits while another process does, such as the server that saw it first.
 * @param step what state the import is in meanwhile, and which one says that nothing came of it
 */
async function carryOut(
  context: Context,
  importId: string,
  step: { definition: JobDefinition; during: ImportState; unless: ImportState },
): Promise<ImportRun> {
  for (;;) {
    const run = await loadImport(context.db, importId);
    if (run.state !== step.during) return run;
    try {
      await runJobNow(context, step.definition, importId);
    } catch (error) {
      const { state } = await loadImport(context.db, importId);
      if (!(error instanceof Conflict) || state === step.unless) throw error;
      await setTimeout(lookEvery);
    }
  }
}

function repeatOf(known: Dataset, { fileName }: ImportOptions): ImportResult {
  const { sha256, format, slug, purpose } = known;
  const importId = known.importId ?? '';
  const counts = { records: 0, imported: 0, failed: 0, refusal: null, notes: [], problems: [] };
  const outcome = 'already imported';
  const own = { importId, fileName: shownFileName(fileName), knownAs: known.fileName };
  return { ...own, sha256, outcome, format, slug, purpose, ...counts };
}

const summarySize = 100;

async function resultOf({ db }: Context, run: ImportRun): Promise<ImportResult> {
  const { id: importId, fileName, sha256, facts, format, records, failed, refusal, plan } = run;
  const isImported = run.state === 'imported';
  const isTable = formats.some(({ key, holds }) => key === format && holds === 'table');
  return {
    ...{ importId, fileName, knownAs: null, sha256, format, records, failed, refusal },
    notes: facts?.notes ?? [],
    outcome: isImported ? 'imported' : isTable ? 'not items' : 'no items',
    slug: isImported ? plan!.slug : null,
    purpose: isImported ? plan!.purpose : null,
    imported: isImported ? run.items : 0,
    problems: await listProblems(db, importId, { limit: summarySize }),
  };
}
