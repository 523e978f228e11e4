import { setTimeout } from 'node:timers/promises';
import { rather } from '../../choose';
import type { Operation } from '../rater';
import { claim } from '../steps';

/** Holds an item for a while without answering it. */
export const wait: Operation = {
  name: 'wait',
  weight: 1,
  run: async (rater) => {
    await claim(rater);
    await setTimeout(rather(rater.random, 0, 600), undefined, { signal: rater.stopping });
  },
};
