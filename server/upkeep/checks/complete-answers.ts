import type { Question } from '../../questions/question';
import type { Check } from '../check';
import { countRatings, listCheckedStudies, listIncompleteRatings } from './rating-check-store';

export const completeAnswers: Check = {
  key: 'complete-answers',
  name: 'Every rating answers the questions of its study',
  run: async (db, limit) => {
    const faults: string[] = [];
    for (const { id: studyId, questions } of await listCheckedStudies(db)) {
      const names = (JSON.parse(questions) as Question[]).map(({ name }) => name);
      for (const { id } of await listIncompleteRatings(db, { studyId, questions: names }, limit)) {
        faults.push(`rating ${id} in study ${studyId} does not answer just the questions of the study`);
      }
    }
    return { checked: await countRatings(db), faults };
  },
};
