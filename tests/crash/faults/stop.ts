import { setTimeout } from 'node:timers/promises';
import { rather } from '../choose';
import type { Fault } from './fault';

/** Asks the server to stop, as every update does: it answers what it was asked and ends well. */
export const stop: Fault = {
  name: 'stop',
  weight: 2,
  run: async ({ random, server, tally }) => {
    await setTimeout(rather(random, 50, 500));
    if (server.pid === undefined) return;
    const since = performance.now();
    const status = await server.stop();
    const passed = Math.round(performance.now() - since);
    if (status === 0) return;
    tally.violations.push(`Asked to stop, it ended with ${status} after ${passed} ms:\n${server.output}`);
  },
};
