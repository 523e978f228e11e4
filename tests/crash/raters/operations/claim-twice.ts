import type { Operation } from '../rater';
import { claim } from '../steps';

/** Asks for work several times at once; that nobody then holds two items is an invariant. */
export const claimTwice: Operation = {
  name: 'claim twice',
  weight: 1,
  run: async (rater) => {
    await Promise.all([claim(rater), claim(rater), claim(rater)]);
  },
};
