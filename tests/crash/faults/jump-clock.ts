import { setTimeout } from 'node:timers/promises';
import { chooseOne } from '../choose';
import type { Fault } from './fault';

const hour = 60 * 60 * 1000;

/** Sets the server's clock a day or some hours ahead or back, beyond leases and sessions, or right again. */
export const jumpClock: Fault = {
  name: 'jump of the clock',
  weight: 3,
  run: async ({ random, clock }) => {
    clock.shift(chooseOne(random, [-24, -3, 0, 3, 24]) * hour);
    // Until the server has seen it.
    await setTimeout(100);
  },
};
