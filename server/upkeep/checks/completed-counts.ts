import type { Check } from '../check';
import { countParticipations, listMiscountedParticipations } from './recount-store';

export const completedCounts: Check = {
  key: 'completed-counts',
  name: 'Raters have rated as many items as their studies say',
  run: async (db, limit) => ({
    checked: await countParticipations(db),
    faults: (await listMiscountedParticipations(db, limit)).map(
      ({ studyId, raterId, completed, recounted }) =>
        `rater ${raterId} in study ${studyId} says ${completed} items, but has rated ${recounted}`,
    ),
  }),
};
