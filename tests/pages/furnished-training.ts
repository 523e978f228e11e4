import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setGoldFor } from '../../server/datasets/gold/gold-store';
import { findDatasetBySlug } from '../../server/datasets/dataset-store';
import { importDataset } from '../../server/datasets/import-dataset';
import { paths } from '../../server/paths';
import {
  addTrainingItem,
  changeTrainingItem,
  changeTrainingSettings,
} from '../../server/rating/training/edit-training';
import { listOffered } from '../../server/rating/training/offered-items';
import { findNewestSet, listTrainingItems } from '../../server/rating/training/training-store';
import { makeTrainingVersion, openTraining } from '../../server/rating/training/training-versions';
import { joinStudy } from '../../server/studies/join-study';
import type { House } from '../support/house';

/** Where the pages of a training are. */
export interface FurnishedTraining {
  readonly studyId: string;
  /** An item of the newest version, which is a draft. */
  readonly itemId: string;
  readonly raterId: string;
  /** What Ada has answered, and what she is to answer next. */
  readonly feedbackPath: string;
  readonly itemPath: string;
}

/** A study whose training Ada has begun, of gold items that are as awkward as the dataset's. */
export async function furnishTraining(
  house: House,
  { file, studyId, datasetId }: { file: string; studyId: string; datasetId: string },
): Promise<FurnishedTraining> {
  const { context, cast } = house;
  const who = { studyId, actorId: cast.dana.id };
  const path = join(context.config.dataFolder, 'awkward-training');
  writeFileSync(path, readFileSync(file, 'utf8').replaceAll('"question": "Is', '"question": "Really: is'));
  const { slug } = await importDataset(context, {
    ...{
      path,
      fileName: 'awkward-training.jsonl',
      actorId: cast.dana.id,
      acceptDrafts: true,
      purpose: 'gold',
    },
  });
  await setGoldFor(context.db, (await findDatasetBySlug(context.db, slug ?? ''))!.id, datasetId);
  await makeTrainingVersion(context, who);
  for (const { item } of (await listOffered(context.db, studyId)).slice(0, 5)) {
    await addTrainingItem(context, who, item.id);
  }
  const newest = async () =>
    listTrainingItems(context.db, (await findNewestSet(context.db, studyId))?.id ?? '');
  const kinds = ['clear', 'clear', 'clear', 'ambiguous', 'mislabelled'] as const;
  for (const [index, item] of (await newest()).entries()) {
    const reason = `Because <b>it</b> ${'says '.repeat(20)}so.`;
    await changeTrainingItem(context, who, { ...item, kind: kinds[index] ?? 'clear', reason });
  }
  const settings = { passMark: 4, tries: 2, delayMinutes: 5, payWords: 'It pays <b>1.20</b>.' };
  await changeTrainingSettings(context, who, settings);
  await openTraining(context, who);
  await joinStudy(context.db, context, { studyId, raterId: cast.ada.id });
  const ada = await house.signedIn('ada');
  const post = async (to: string, body: object): Promise<string> =>
    String((await ada.post(to).type('form').send(body).expect(303)).get('Location'));
  const first = await post(paths.training(studyId), { try: '1' });
  const feedbackPath = await post(first, { relevance: '1', label: '0', ambiguity: 'no' });
  const itemPath = await post(paths.training(studyId), { try: '1' });
  await makeTrainingVersion(context, who);
  return { studyId, itemId: (await newest())[0]?.id ?? '', raterId: cast.ada.id, feedbackPath, itemPath };
}
