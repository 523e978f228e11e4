import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { holdDataset, listDatasets, type Dataset } from '../datasets/dataset-store';
import { listItemLabels } from '../datasets/item-store';
import type { Database } from '../db/database';
import { Conflict, Invalid } from '../errors';
import type { QuestionSet } from '../questions/question';
import { questionsInMode } from '../questions/verify-questions';
import { insertAssignments, type NewAssignment } from './assignment-store';
import { chooseDatasets } from './choose-datasets';
import { drawShownItems } from './draw-shown-items';
import { sampleItems, type Sample } from './sample-items';
import { checkPlan, type StudyPlan } from './study-plan';
import {
  insertStudy,
  insertStudyDatasets,
  insertStudyItems,
  type Study,
  type StudyDataset,
  type StudyItem,
} from './study-store';
import { nothingTold } from './telling/telling';

/**
 * Makes a study: draws its items, fixes wording, behaviors and label mode, and makes a slot for every rating
 * wanted. Nothing of it changes afterwards. The same datasets and plan give the same sample on every machine.
 * @throws Invalid when the plan cannot be carried out, saying why
 */
export async function freezeStudy(context: Context, plan: StudyPlan, actorId: string | null): Promise<Study> {
  const set = checkPlan(plan);
  const all = await listDatasets(context.db);
  const datasets = chooseDatasets(all, plan.datasets, set);
  const goldSets = plan.goldShare ? goldSetsOf(all, datasets) : [];
  const drawn: Drawn[] = [];
  for (const dataset of datasets) {
    const gold = await listGold(context, dataset, goldSets);
    drawn.push({ dataset, ...(await draw(context, dataset, plan)), gold });
  }

  const study = toStudy(context, { plan, set, actorId });
  const parts = drawn.map((one, position) => studyDatasetRows(context, study, { ...one, position }));
  const studyDatasets = parts.map(({ studyDataset }) => studyDataset);
  const items = parts.flatMap((part) => part.items);
  const assignments = parts.flatMap((part) => part.assignments);
  await context.db.transaction(async (tx) => {
    await holdAll(tx, [...datasets, ...goldSets]);
    await insertStudy(tx, study);
    await insertStudyDatasets(tx, studyDatasets);
    await insertStudyItems(tx, items);
    await insertAssignments(tx, assignments);
    await recordAudit(tx, context, {
      actorId,
      action: 'study created',
      objectId: study.id,
      detail: { datasets: parts.length, overlap: plan.overlap, labelMode: plan.labelMode, seed: plan.seed },
    });
  });
  return study;
}

/** A dataset with what was drawn from it, and the items of its gold sets. */
interface Drawn {
  readonly dataset: Dataset;
  readonly sample: Sample;
  /** The ids of the items that are rated with their label shown although the study is blind. */
  readonly shown: ReadonlySet<string>;
  readonly gold: readonly string[];
}

/** @throws Invalid when there is none: a share of nothing cannot be mixed in */
function goldSetsOf(all: readonly Dataset[], datasets: readonly Dataset[]): Dataset[] {
  const ids = new Set(datasets.map(({ id }) => id));
  const sets = all.filter(({ goldFor }) => goldFor !== null && ids.has(goldFor));
  if (sets.length > 0) return sets;
  throw new Invalid(
    'No gold set is tied to any of these datasets.',
    'Tie one on its gold page, or set the share of gold items to 0.',
  );
}

/** The items of the dataset's gold sets that have an answer to be held against. */
async function listGold(context: Context, dataset: Dataset, goldSets: readonly Dataset[]): Promise<string[]> {
  const own = goldSets.filter(({ goldFor }) => goldFor === dataset.id);
  const items = [];
  for (const { id } of own) items.push(...(await listItemLabels(context.db, id)));
  return items.filter(({ label }) => label !== null).map(({ id }) => id);
}

/** @throws Conflict when one was taken back since its items were drawn */
async function holdAll(tx: Database, datasets: readonly Dataset[]): Promise<void> {
  for (const { id, slug } of datasets) {
    if (!(await holdDataset(tx, id))) {
      throw new Conflict(
        `The import of "${slug}" has just been undone.`,
        'Leave the dataset out, or import it again.',
      );
    }
  }
}

async function draw(
  context: Context,
  dataset: Dataset,
  plan: StudyPlan,
): Promise<Pick<Drawn, 'sample' | 'shown'>> {
  const items = await listItemLabels(context.db, dataset.id);
  // There is nothing to verify where there is no label.
  const population = plan.labelMode === 'verify' ? items.filter(({ label }) => label !== null) : items;
  if (population.length === 0) {
    throw new Invalid(
      `Every item of "${dataset.slug}" that the study could use is quarantined.`,
      'Take a decision back on the dataset’s lint page, or leave the dataset out.',
    );
  }
  const seed = `${plan.seed}:${dataset.sha256}`;
  const sample = sampleItems(population, plan.perDataset, seed);
  const ids = new Set(sample.items.map(({ id }) => id));
  const sampled = population.filter(({ id }) => ids.has(id));
  return { sample, shown: drawShownItems(sampled, plan.verifyShare ?? 0, seed) };
}

function toStudy(
  context: Context,
  { plan, set, actorId }: { plan: StudyPlan; set: QuestionSet; actorId: string | null },
): Study {
  return {
    id: context.newId(),
    name: plan.name.trim(),
    questionSet: set.key,
    questionSetVersion: set.version,
    questions: questionsInMode(set.questions, plan.labelMode),
    labelMode: plan.labelMode,
    overlap: plan.overlap,
    perDataset: plan.perDataset,
    seed: plan.seed,
    raterQuota: plan.raterQuota ?? null,
    goldShare: plan.goldShare ?? 0,
    verifyShare: plan.verifyShare ?? 0,
    stopping: plan.stopping ?? {},
    withdrawal: plan.withdrawal ?? 'keep',
    createdBy: actorId,
    createdAt: context.now(),
    pausedAt: null,
    closedAt: null,
    lockedAt: null,
    telling: nothingTold,
  };
}

function studyDatasetRows(
  context: Context,
  study: Study,
  { dataset, sample, shown, gold, position }: Drawn & { position: number },
): { studyDataset: StudyDataset; items: StudyItem[]; assignments: NewAssignment[] } {
  const { slug, family, source, behavior, behaviorVersion, polarity } = dataset;
  const ids = { id: context.newId(), studyId: study.id, datasetId: dataset.id };
  const frozen = { slug, family, source, behavior, behaviorVersion, polarity };
  const drawn = { strata: sample.strata, items: sample.items.length };
  const studyDataset = { ...ids, position, ...frozen, ...drawn };
  const studyDatasetId = studyDataset.id;
  const { labelMode } = study;
  const items = sample.items.map(({ id, ...rest }): StudyItem => ({
    id: context.newId(),
    studyDatasetId,
    itemId: id,
    ...rest,
    isGold: false,
    labelMode: shown.has(id) ? 'verify' : labelMode,
  }));
  const assignments = items.flatMap((item) =>
    Array.from({ length: study.overlap }, (_, index) => ({
      id: context.newId(),
      studyDatasetId,
      studyItemId: item.id,
      position: item.position,
      slot: index + 1,
    })),
  );
  return {
    studyDataset,
    items: [...items, ...goldRows(context, studyDataset, { sample, gold, labelMode })],
    assignments,
  };
}

/** Behind the sample, so that no position is taken twice. Their chance of being drawn means nothing. */
function goldRows(
  context: Context,
  { id: studyDatasetId }: StudyDataset,
  { sample, gold, labelMode }: Pick<Drawn, 'sample' | 'gold'> & Pick<Study, 'labelMode'>,
): StudyItem[] {
  return gold.map((itemId, index) => ({
    id: context.newId(),
    studyDatasetId,
    itemId,
    position: sample.items.length + index,
    inclusionProbability: 0,
    isGold: true,
    labelMode,
  }));
}
