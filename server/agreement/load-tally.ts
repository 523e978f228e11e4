import type { Database } from '../db/database';
import type { Study } from '../studies/study-store';
import { type Drawn, type ListedItem, listCountedAnswers, listDrawnItems } from './agreement-store';
import { type Tally, tallyAnswers, type TalliedItem } from './tally';

type ListedTally = Tally<ListedItem & TalliedItem>;

/** Counts what raters said about the items drawn from one dataset, without those shown with their label. */
export async function loadTally(db: Database, studyDatasetId: string): Promise<ListedTally> {
  return count(db, studyDatasetId, 'own mode');
}

/** The same of the items that a blind study shows with their label; nothing is asked where there are none. */
export async function loadShownTally(
  db: Database,
  { verifyShare }: Pick<Study, 'verifyShare'>,
  studyDatasetId: string,
): Promise<ListedTally> {
  return verifyShare > 0 ? count(db, studyDatasetId, 'shown') : { items: [], milliseconds: [] };
}

/** Both, one beside the other. */
export async function loadTallies(
  db: Database,
  study: Pick<Study, 'verifyShare'>,
  studyDatasetId: string,
): Promise<{ tally: ListedTally; shown: ListedTally }> {
  const tally = await loadTally(db, studyDatasetId);
  return { tally, shown: await loadShownTally(db, study, studyDatasetId) };
}

async function count(db: Database, studyDatasetId: string, drawn: Drawn): Promise<ListedTally> {
  const items = await listDrawnItems(db, studyDatasetId, drawn);
  return tallyAnswers(items, await listCountedAnswers(db, studyDatasetId, drawn));
}
