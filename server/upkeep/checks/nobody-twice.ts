import type { Check } from '../check';
import { countGivenAssignments, listRepeatedRaters } from './slot-check-store';

export const nobodyTwice: Check = {
  key: 'nobody-twice',
  name: 'Nobody was given the same item twice',
  run: async (db, limit) => ({
    checked: await countGivenAssignments(db),
    faults: (await listRepeatedRaters(db, limit)).map(
      ({ studyItemId, raterId, assignments }) =>
        `rater ${raterId} was given study item ${studyItemId} ${assignments} times`,
    ),
  }),
};
