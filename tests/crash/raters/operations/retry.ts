import type { Operation } from '../rater';
import { answer, claim, complain, submit } from '../steps';

/** Sends what was acknowledged again, as a reload of the answer does. */
export const retry: Operation = {
  name: 'retry',
  weight: 3,
  run: async (rater) => {
    const page = await claim(rater);
    if (!page) return;
    const given = answer(rater, page, 'retry');
    if ((await submit(rater, page, given)) === 'refused') return;
    if ((await submit(rater, page, given)) === 'refused') complain(rater, given, 'a repeat was refused.');
  },
};
