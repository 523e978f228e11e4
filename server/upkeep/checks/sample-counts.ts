import type { Check } from '../check';
import { countSamples, listMiscountedSamples } from './recount-store';

export const sampleCounts: Check = {
  key: 'sample-counts',
  name: 'Studies have as many items as were drawn for them',
  run: async (db, limit) => ({
    checked: await countSamples(db),
    faults: (await listMiscountedSamples(db, limit)).map(
      ({ slug, studyId, items, recounted }) =>
        `dataset ${slug} of study ${studyId} says ${items} items were drawn, but has ${recounted}`,
    ),
  }),
};
