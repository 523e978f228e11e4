import type { Check } from '../check';
import { countCompleted, listStrayRatings, listWrongCurrentRatings } from './rating-check-store';

export const currentRatings: Check = {
  key: 'current-ratings',
  name: 'Every completed assignment has its newest rating',
  run: async (db, limit) => {
    const wrong = await listWrongCurrentRatings(db, limit);
    const stray = await listStrayRatings(db, limit);
    return {
      checked: await countCompleted(db),
      faults: [
        ...wrong.map(({ id }) => `assignment ${id} does not have its newest rating`),
        ...stray.map(({ id }) => `rating ${id} belongs to an assignment that is not completed`),
      ],
    };
  },
};
