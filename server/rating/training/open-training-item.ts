import type { Context } from '../../context';
import { loadDataset } from '../../datasets/dataset-store';
import { findItem } from '../../datasets/item-store';
import type { Database } from '../../db/database';
import { NotFound } from '../../errors';
import { askQuestions, type AskedQuestion } from '../../questions/ask-questions';
import { listStudyDatasets, loadStudy, type Study } from '../../studies/study-store';
import type { StudyText } from '../../studies/telling/study-text-store';
import { findGuidelines } from '../open-assignment';
import { blindItem, labelText, type BlindItem } from '../blind-item';
import { findOwnRun, listTrainingAnswers, type TrainingAnswer, type TrainingRun } from './run-store';
import { listTrainingItems, type TrainingItem } from './training-store';

/** A gold item as it is asked about in training. */
export interface AskedItem {
  readonly behavior: string;
  readonly contentNote: string;
  readonly item: BlindItem;
  readonly asked: readonly AskedQuestion[];
  /** The label, where the study's raters see it. */
  readonly shownLabel?: string;
}

/** Everything the pages of one item of a try show. */
export interface OpenTrainingItem extends AskedItem {
  readonly run: TrainingRun;
  readonly study: Study;
  readonly guidelines: StudyText | undefined;
  readonly trainingItem: TrainingItem;
  readonly number: number;
  readonly count: number;
  /** Undefined when the item was not given out yet. */
  readonly given: TrainingAnswer | undefined;
}

/** @throws NotFound when the run is not this rater's, or has no item of that number */
export async function openTrainingItem(
  { db }: Pick<Context, 'db'>,
  { runId, raterId, number }: { runId: string; raterId: string; number: number },
): Promise<OpenTrainingItem> {
  const run = await findOwnRun(db, { runId, raterId });
  if (!run) throw new NotFound();
  const items = await listTrainingItems(db, run.setId);
  const trainingItem = items[number - 1];
  if (!trainingItem) throw new NotFound();
  const study = await loadStudy(db, run.studyId);
  const given = (await listTrainingAnswers(db, run.id)).find(({ itemId }) => itemId === trainingItem.id);
  const asked = await askTrainingItem(db, study, trainingItem.itemId);
  const guidelines = await findGuidelines(db, study.telling);
  return { run, study, guidelines, trainingItem, number, count: items.length, given, ...asked };
}

/** The item with the behavior of the study's dataset that its gold set belongs to. @throws NotFound */
export async function askTrainingItem(db: Database, study: Study, itemId: string): Promise<AskedItem> {
  const item = await findItem(db, itemId);
  if (!item) throw new NotFound();
  const gold = await loadDataset(db, item.datasetId);
  const datasets = await listStudyDatasets(db, study.id);
  const dataset = datasets.find(({ datasetId }) => datasetId === gold.goldFor);
  const behavior = dataset?.behavior ?? gold.behavior;
  const { contentNote } = dataset ? await loadDataset(db, dataset.datasetId) : gold;
  const blind = blindItem(item);
  return {
    behavior,
    contentNote,
    item: blind,
    asked: askQuestions(study.questions, { behavior, choices: blind.choices }),
    ...(study.labelMode === 'verify' ? { shownLabel: labelText(item) } : {}),
  };
}
