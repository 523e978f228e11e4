import type { Operation } from '../rater';
import { answer, claim, submit } from '../steps';

export const rate: Operation = {
  name: 'rate',
  weight: 10,
  run: async (rater) => {
    const page = await claim(rater);
    if (page) await submit(rater, page, answer(rater, page, 'rate'));
  },
};
