import { setTimeout } from 'node:timers/promises';
import { ExpectedError } from '../errors';

/**
 * Lets at most `atOnce` pieces of work run and at most `waiting` more stand in line; whoever comes after those
 * is told to come back.
 * @param refusedAfter milliseconds until then
 */
export function limitParallel(
  atOnce: number,
  waiting: number,
  refusedAfter = 0,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const line: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
    } else if (line.length < waiting) {
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      if (refusedAfter > 0) await setTimeout(refusedAfter);
      throw new ExpectedError(503, 'Too many people are signing in right now.', 'Try again in a moment.');
    }
  };
  // Whoever is next in line takes over the place, so the count stays as it is.
  const leave = (): void => {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
