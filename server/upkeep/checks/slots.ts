import type { StoppingRules } from '../../studies/stopping-rules';
import type { Check } from '../check';
import { listCheckedStudies, type CheckedStudy } from './rating-check-store';
import { countStudyItems, listOverfilledItems, listSharedSlots } from './slot-check-store';

export const slots: Check = {
  key: 'slots',
  name: 'No item has more ratings than slots',
  run: async (db, limit) => {
    const faults: string[] = [];
    for (const study of await listCheckedStudies(db)) {
      const most = mostSlots(study);
      for (const { studyItemId, held } of await listOverfilledItems(db, { studyId: study.id, most }, limit)) {
        faults.push(
          `item ${studyItemId} of study ${study.id} is held or rated by ${held} of at most ${most}`,
        );
      }
    }
    for (const { studyItemId, slot } of await listSharedSlots(db, limit)) {
      faults.push(`slot ${slot} of study item ${studyItemId} is there more than once`);
    }
    return { checked: await countStudyItems(db), faults };
  },
};

/** An item whose majority is not sure enough gets more ratings than the overlap, up to what its study says. */
function mostSlots({ overlap, stopping }: CheckedStudy): number {
  const { item } = JSON.parse(stopping) as StoppingRules;
  return item?.most ?? overlap;
}
