import type { Check } from '../check';
import { countReadyDatasets, listMiscountedDatasets } from './recount-store';

export const datasetCounts: Check = {
  key: 'dataset-counts',
  name: 'Datasets have as many items and labels as they say',
  run: async (db, limit) => ({
    checked: await countReadyDatasets(db),
    faults: (await listMiscountedDatasets(db, limit)).map(
      ({ id, slug, itemCount, labelledCount, items, labelled }) =>
        `dataset ${slug} (${id}) says ${itemCount} items and ${labelledCount} labels, but has ${items} and ${labelled}`,
    ),
  }),
};
