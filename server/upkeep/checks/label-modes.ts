import type { Check } from '../check';
import { countRatings, listOtherModes } from './rating-check-store';

/** Figures tell by the mode of a rating whether its label was shown. */
export const labelModes: Check = {
  key: 'label-modes',
  name: 'Every rating was made in the label mode of its item',
  run: async (db, limit) => ({
    checked: await countRatings(db),
    faults: (await listOtherModes(db, limit)).map(
      ({ id }) => `rating ${id} was made in another label mode than its item is rated in`,
    ),
  }),
};
