import { setTimeout } from 'node:timers/promises';
import { rather } from '../choose';
import type { Fault } from './fault';

/** Stops the process for up to five seconds; sometimes it is killed instead of going on. */
export const freeze: Fault = {
  name: 'freeze',
  weight: 2,
  run: async ({ random, server }) => {
    await setTimeout(rather(random, 50, 500));
    server.signal('SIGSTOP');
    await setTimeout(rather(random, 50, 5000));
    if (random() < 0.3) return server.kill('while frozen');
    server.signal('SIGCONT');
  },
};
