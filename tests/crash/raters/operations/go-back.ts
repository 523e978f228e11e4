import type { Operation } from '../rater';
import { answer, claim, submit } from '../steps';

/** Goes back to a page that was sent already and sends it with other answers: they become a revision. */
export const goBack: Operation = {
  name: 'go back and change',
  weight: 2,
  run: async (rater) => {
    const page = await claim(rater);
    if (!page) return;
    const saved = await submit(rater, page, answer(rater, page, 'go back and change'));
    if (saved === 'acknowledged') await submit(rater, page, answer(rater, page, 'go back and change'));
  },
};
