import type { Check } from '../check';
import { countRatings, listBrokenRevisions } from './rating-check-store';

export const revisions: Check = {
  key: 'revisions',
  name: 'Revisions of ratings have no gaps',
  run: async (db, limit) => ({
    checked: await countRatings(db),
    faults: (await listBrokenRevisions(db, limit)).map(
      ({ assignmentId, revisions: count, first, last }) =>
        `assignment ${assignmentId} has ${count} revisions, numbered from ${first} to ${last}`,
    ),
  }),
};
