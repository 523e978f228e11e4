import type { Operation } from '../rater';
import { answer, claim, complain, submit } from '../steps';

/** Sends one form twice at the same time: both are told that it is saved. */
export const doubleClick: Operation = {
  name: 'double click',
  weight: 4,
  run: async (rater) => {
    const page = await claim(rater);
    if (!page) return;
    const given = answer(rater, page, 'double click');
    const outcomes = await Promise.all([submit(rater, page, given), submit(rater, page, given)]);
    if (new Set(outcomes).size > 1) complain(rater, given, 'one of two clicks was refused.');
  },
};
