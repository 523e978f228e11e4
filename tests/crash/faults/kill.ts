import { setTimeout } from 'node:timers/promises';
import { rather } from '../choose';
import type { Fault } from './fault';

/** Kills the server at any moment. */
export const kill: Fault = {
  name: 'kill',
  weight: 40,
  run: async ({ random, server }) => {
    await setTimeout(rather(random, 50, 1500));
    await server.kill('at any moment');
  },
};

/** Kills the server while it works on a rating: moments that are short, and matter most. */
export const killAtRating: Fault = {
  name: 'kill at a rating',
  weight: 35,
  run: async ({ random, server, proxy }) => {
    await setTimeout(rather(random, 0, 500));
    await Promise.race([proxy.nextRating(), setTimeout(1000)]);
    await setTimeout(rather(random, 0, 25));
    await server.kill('at a rating');
  },
};

/** Kills the server, and the next one while it starts. */
export const killAtStart: Fault = {
  name: 'kill at the start',
  weight: 15,
  run: async ({ random, server, tally }) => {
    await setTimeout(rather(random, 50, 500));
    await server.kill('at any moment');
    do {
      server.start();
      await setTimeout(random() * (tally.firstAnswers.at(-1) ?? 1000));
      await server.kill('at the start');
    } while (random() < 0.5);
  },
};
