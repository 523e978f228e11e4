import { loadTally } from '../../agreement/load-tally';
import type { StoppedDataset } from '../../agreement/ratings-saved';
import type { Context } from '../../context';
import { listDatasetDecisions } from '../../studies/decision-store';
import { listStudyDatasets } from '../../studies/study-store';

/** One dataset of a study with its ratings counted. */
export interface TalliedDataset extends StoppedDataset {
  readonly slug: string;
}

/** Counts all ratings of a study, a dataset at a time, in the order of the study. */
export async function loadStudyTallies(
  { db }: Pick<Context, 'db'>,
  studyId: string,
): Promise<TalliedDataset[]> {
  const decisions = await listDatasetDecisions(db, studyId);
  const datasets: TalliedDataset[] = [];
  for (const { id, slug } of await listStudyDatasets(db, studyId)) {
    const decided = decisions.find(({ studyDatasetId }) => studyDatasetId === id);
    datasets.push({ slug, tally: await loadTally(db, id), decision: decided?.decision ?? null });
  }
  return datasets;
}
