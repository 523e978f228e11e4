import { setImmediate } from 'node:timers/promises';
import type { TwoTallies } from '../../agreement/anchoring';
import { loadTallies } from '../../agreement/load-tally';
import type { StoppedDataset } from '../../agreement/ratings-saved';
import type { Context } from '../../context';
import { listDatasetDecisions } from '../../studies/decision-store';
import { listStudyDatasets, type Study } from '../../studies/study-store';

/** One dataset of a study with its ratings counted. */
export interface TalliedDataset extends StoppedDataset, TwoTallies {
  readonly slug: string;
}

/** Counts all ratings of a study, a dataset at a time, in the order of the study. */
export async function loadStudyTallies({ db }: Pick<Context, 'db'>, study: Study): Promise<TalliedDataset[]> {
  const decisions = await listDatasetDecisions(db, study.id);
  const datasets: TalliedDataset[] = [];
  for (const { id, slug } of await listStudyDatasets(db, study.id)) {
    // Requests that came meanwhile go first.
    await setImmediate();
    const decided = decisions.find(({ studyDatasetId }) => studyDatasetId === id);
    datasets.push({ slug, ...(await loadTallies(db, study, id)), decision: decided?.decision ?? null });
  }
  return datasets;
}
