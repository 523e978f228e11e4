import { setTimeout } from 'node:timers/promises';
import { rather } from '../choose';
import type { Fault } from './fault';

/** Takes the database away in the middle of everything and brings it back. */
export const restartDatabase: Fault = {
  name: 'restart of the database',
  weight: 4,
  isPossible: ({ place }) => place.restartDatabase !== undefined,
  run: async ({ random, place, server }) => {
    await setTimeout(rather(random, 50, 500));
    server.mayEnd = true;
    await place.restartDatabase!();
  },
};
