import type { Context } from '../../context';
import { findItem } from '../../datasets/item-store';
import { loadStudy } from '../../studies/study-store';
import { pageNumber } from '../../web/page-number';
import { listOffered } from './offered-items';
import { isBegun, listAllRuns, listTrainingRaters } from './run-store';
import { offeredPerPage, type StudyTraining } from './study-training-page';
import { findNewestSet, listTrainingItems } from './training-store';

/** What the training page of a study shows. Gold items are looked for only where one can be added. */
export async function loadStudyTraining(
  { db }: Context,
  { studyId, page }: { studyId: string; page: unknown },
): Promise<StudyTraining> {
  const study = await loadStudy(db, studyId);
  const set = await findNewestSet(db, study.id);
  const begun = set !== undefined && (await isBegun(db, set.id));
  const items = [];
  for (const training of set ? await listTrainingItems(db, set.id) : []) {
    const item = await findItem(db, training.itemId);
    if (item) items.push({ training, item });
  }
  const offered = set && !begun ? await listOffered(db, study.id) : [];
  return {
    study,
    set,
    isBegun: begun,
    items,
    offered,
    page: pageNumber(page, offered.length, offeredPerPage).page,
    raters: set ? await listTrainingRaters(db, study.id) : [],
    runs: set ? await listAllRuns(db, study.id) : [],
  };
}
