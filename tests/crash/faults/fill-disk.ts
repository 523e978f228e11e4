import { setTimeout } from 'node:timers/promises';
import { rather } from '../choose';
import type { Fault } from './fault';

/** Leaves no room on the database's disk for a while; sometimes the server is killed meanwhile. */
export const fillDisk: Fault = {
  name: 'full disk',
  weight: 6,
  isPossible: ({ place }) => place.fillDisk !== undefined,
  run: async ({ random, place, server }) => {
    await setTimeout(rather(random, 50, 500));
    server.mayEnd = true;
    const giveBack = place.fillDisk!();
    try {
      await setTimeout(rather(random, 100, 1500));
      if (random() < 0.4) {
        await server.kill('on a full disk');
        server.start();
        await setTimeout(random() * 1000);
      }
    } finally {
      giveBack();
    }
  },
};
