import type { Context } from '../../context';
import type { NewDataset } from '../../datasets/dataset-store';
import type { Original } from '../../datasets/importing/keep-original';
import type { Item } from '../../datasets/item-store';
import { importedSet } from '../../questions/imported-set';
import { sampleItems, type Sample } from '../../studies/sample-items';
import type { Study, StudyDataset, StudyItem } from '../../studies/study-store';
import type { ReadyRatings } from './read-import';
import { nothingTold } from '../../studies/telling/telling';

/** What the dataset and the study are called and come from. */
export interface ImportNames {
  readonly name: string;
  readonly slug: string;
  readonly behavior: string | undefined;
  readonly fileName: string;
  readonly original: Original;
  readonly actorId: string | null;
}

/** Everything that is stored beside raters and ratings. */
export interface ImportedRows {
  readonly dataset: NewDataset;
  /** In the order of the file's item names, as the study's items below. */
  readonly items: readonly Item[];
  readonly study: Study;
  readonly studyDataset: StudyDataset;
  readonly studyItems: readonly StudyItem[];
}

/** Nobody is asked about it unless it is confirmed. */
const draftedBehavior = 'knows the right answer';

/** The dataset of the file's items and a study that has drawn all of them. */
export function importedRows(context: Context, ready: ReadyRatings, names: ImportNames): ImportedRows {
  const dataset = datasetOf(context, names);
  const items = itemsOf(context, ready, dataset);
  const study = studyOf(context, ready, names);
  const sample = sampleItems(
    items.map(({ id, line, labelIndex }) => ({
      ...{ id, line },
      label: labelIndex === null ? null : ready.file.categories[labelIndex]!,
    })),
    items.length,
    `${study.seed}:${dataset.sha256}`,
  );
  const studyDataset = studyDatasetOf(context, { study, dataset, sample });
  const drawn = new Map(sample.items.map((one) => [one.id, one]));
  const studyItems = items.map(({ id }): StudyItem => {
    const { position, inclusionProbability } = drawn.get(id)!;
    const place = { position, inclusionProbability, isGold: false, labelMode: study.labelMode };
    return { id: context.newId(), studyDatasetId: studyDataset.id, itemId: id, ...place };
  });
  return { dataset, items, study, studyDataset, studyItems };
}

function datasetOf(
  { newId, now }: Context,
  { slug, behavior, fileName, original, actorId }: ImportNames,
): NewDataset {
  const { sha256, bytes } = original;
  const isConfirmed = behavior !== undefined;
  return {
    ...{ id: newId(), slug, fileName, sha256, bytes },
    behavior: behavior ?? draftedBehavior,
    format: 'ratings',
    itemKind: 'choice',
    purpose: 'evaluation',
    family: 'imported ratings',
    category: '',
    source: 'human',
    polarity: 'as named',
    behaviorConfirmedAt: isConfirmed ? now() : null,
    behaviorConfirmedBy: isConfirmed ? actorId : null,
    behaviorVersion: 1,
    // What an import's page says is about a file of items.
    importId: null,
    contentNote: '',
    goldFor: null,
    createdAt: now(),
  };
}

function itemsOf({ newId }: Context, { file, labels, texts }: ReadyRatings, dataset: NewDataset): Item[] {
  const choices = file.categories.map((text) => ({ letter: '', text }));
  return file.items.map((sourceId, index) => ({
    ...{ id: newId(), datasetId: dataset.id, line: file.firstLines[index]!, sourceId },
    text: texts[index]!,
    stem: texts[index]!,
    choices,
    details: [],
    labelIndex: labels[index]!,
    labelConfidence: null,
  }));
}

function studyOf(
  { newId, now }: Context,
  { overlap, file }: ReadyRatings,
  { name, actorId }: ImportNames,
): Study {
  const { key: questionSet, version: questionSetVersion, questions } = importedSet;
  return {
    ...{ id: newId(), name, questionSet, questionSetVersion, questions, overlap },
    labelMode: 'blind',
    perDataset: file.items.length,
    seed: 1,
    raterQuota: null,
    goldShare: 0,
    verifyShare: 0,
    stopping: {},
    withdrawal: 'keep',
    createdBy: actorId,
    createdAt: now(),
    pausedAt: null,
    closedAt: null,
    lockedAt: null,
    telling: nothingTold,
  };
}

function studyDatasetOf(
  { newId }: Context,
  { study, dataset, sample }: { study: Study; dataset: NewDataset; sample: Sample },
): StudyDataset {
  const { slug, family, source, behavior, behaviorVersion, polarity } = dataset;
  const frozen = { slug, family, source, behavior, behaviorVersion, polarity };
  const ids = { id: newId(), studyId: study.id, datasetId: dataset.id };
  return { ...ids, position: 0, ...frozen, strata: sample.strata, items: sample.items.length };
}
