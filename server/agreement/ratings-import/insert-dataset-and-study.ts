import { finishDataset, insertDataset } from '../../datasets/dataset-store';
import { insertItems } from '../../datasets/item-store';
import type { Database } from '../../db/database';
import { isUniqueViolation } from '../../db/violations';
import { Conflict } from '../../errors';
import { markLocked } from '../../studies/study-state-store';
import { insertStudy, insertStudyDatasets, insertStudyItems } from '../../studies/study-store';
import type { ImportedRows } from './imported-rows';

/**
 * Writes a dataset with its items and a study of them that is locked from the start.
 * @throws Conflict when somebody has taken the dataset's short name; the transaction cannot go on then
 */
export async function insertDatasetAndStudy(
  tx: Database,
  { dataset, items, study, studyDataset, studyItems }: ImportedRows,
  counts: { items: number; labelled: number },
): Promise<void> {
  try {
    await insertDataset(tx, dataset);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict(`Somebody has just taken the short name "${dataset.slug}".`, 'Choose another name.');
  }
  await insertItems(tx, items);
  await finishDataset(tx, dataset.id, counts);
  await insertStudy(tx, study);
  await insertStudyDatasets(tx, [studyDataset]);
  await insertStudyItems(tx, studyItems);
  // After its ratings, which otherwise would not count again when an exclusion is taken back.
  await markLocked(tx, study.id, study.createdAt + 1);
}
