import type { Context } from '../../context';
import { isUniqueViolation } from '../../db/violations';
import { Conflict, Invalid } from '../../errors';
import { enqueueJob } from '../../jobs/enqueue-job';
import { hasSlug, insertDataset, type NewDataset } from '../dataset-store';
import { formats } from '../formats';
import { findDatasetOfBytes, lockBytes, updateImport, type ImportRun } from '../import-store';
import { assertIdle } from './assert-idle';
import type { ImportPlan } from './import-plan';
import { importItems } from './writing/import-items';

/** Words of small letters and digits, joined by single hyphens: part of an address. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const longestSlug = 120;

/**
 * Turns a checked import into an invisible dataset under the plan's slug and asks for its items to be written.
 * @param actorId who says so
 * @throws Invalid when the slug cannot be used, Conflict when the import or its bytes are taken by now
 */
export async function confirmImport(
  context: Context,
  run: ImportRun,
  plan: ImportPlan,
  actorId: string | null = run.createdBy,
): Promise<ImportRun> {
  if (run.state !== 'checked') throw atAnotherStep();
  await assertSlug(context, plan.slug);
  const dataset = toDataset(context, run, { plan, actorId });
  const importing: ImportRun = { ...run, state: 'importing', plan, datasetId: dataset.id };
  try {
    await context.db.transaction(async (tx) => {
      // Whoever else confirms the same bytes waits here until this is decided.
      const isThere = await lockBytes(tx, run.sha256);
      if (!isThere || !(await updateImport(tx, importing, 'checked'))) throw atAnotherStep();
      if (!plan.asCopy) assertNew(await findDatasetOfBytes(tx, run.sha256));
      await insertDataset(tx, dataset);
      await assertIdle(tx, importItems.name, run.id);
      await enqueueJob(tx, context, { name: importItems.name, subjectId: run.id });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict(`Somebody has just taken the short name "${plan.slug}".`, 'Choose another one.');
  }
  return importing;
}

function atAnotherStep(): Conflict {
  return new Conflict('This import is at another step by now.', 'Look at its page.');
}

async function assertSlug({ db }: Context, slug: string): Promise<void> {
  if (!slugPattern.test(slug) || slug.length > longestSlug) {
    throw new Invalid(
      `"${slug}" cannot be a short name.`,
      `Use at most ${longestSlug} small letters, digits and single hyphens between them.`,
    );
  }
  if (await hasSlug(db, slug)) {
    throw new Invalid(`There is a dataset "${slug}" already.`, 'Choose another short name.');
  }
}

function assertNew(known: Awaited<ReturnType<typeof findDatasetOfBytes>>): void {
  if (!known) return;
  if (known.state === 'importing') {
    throw new Conflict(
      'This file is being imported right now.',
      'Wait a moment, then look at the list of datasets.',
    );
  }
  throw new Conflict(
    `These very bytes are the dataset "${known.slug}" already.`,
    'Import them as a copy if you want them twice.',
  );
}

function toDataset(
  context: Context,
  run: ImportRun,
  { plan, actorId }: { plan: ImportPlan; actorId: string | null },
): NewDataset {
  const format = formats.find(({ key }) => key === run.format);
  if (!format || format.holds === 'table')
    throw new Conflict('This file has no items.', 'Import another one.');
  const { slug, purpose, source, polarity, family, category, behavior, contentNote } = plan;
  const confirmed = plan.confirmBehavior
    ? { behaviorConfirmedAt: context.now(), behaviorConfirmedBy: actorId }
    : { behaviorConfirmedAt: null, behaviorConfirmedBy: null };
  return {
    ...{ slug, purpose, source, polarity, family, category, behavior, contentNote },
    ...confirmed,
    id: context.newId(),
    fileName: run.fileName,
    sha256: run.sha256,
    bytes: run.bytes,
    format: format.key,
    itemKind: format.holds,
    behaviorVersion: 1,
    importId: run.id,
    goldFor: null,
    createdAt: run.createdAt,
  };
}
