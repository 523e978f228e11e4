import { setImmediate as soon } from 'node:timers/promises';
import { limitParallel } from '../../server/accounts/limit-parallel';
import { ExpectedError } from '../../server/errors';

const busy = 'Too many people are signing in right now.';

/** Work that ends when told to. */
function held(): { work: () => Promise<string>; started: boolean; end(result: string | Error): void } {
  const one = {
    started: false,
    end: (_result: string | Error): void => undefined,
    work: () => {
      one.started = true;
      return new Promise<string>((resolve, reject) => {
        one.end = (result) => (result instanceof Error ? reject(result) : resolve(result));
      });
    },
  };
  return one;
}

describe('limitParallel', () => {
  it('runs so many at once, lets so many wait, and turns away the rest', async () => {
    const inTurn = limitParallel(2, 1);
    const [first, second, third] = [held(), held(), held()];
    const results = [inTurn(first.work), inTurn(second.work), inTurn(third.work)];
    await soon();
    await expect(inTurn(held().work)).rejects.toThrow(new ExpectedError(503, busy, ''));
    expect([first.started, second.started, third.started]).toEqual([true, true, false]);
    second.end('b');
    await soon();
    expect(third.started).toBe(true);
    first.end('a');
    third.end('c');
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
  });

  it('makes whoever is turned away wait for that, when told to', async () => {
    const inTurn = limitParallel(1, 0, 50);
    const first = held();
    const running = inTurn(first.work);
    const start = performance.now();
    await expect(inTurn(held().work)).rejects.toThrow(busy);
    expect(performance.now() - start).toBeGreaterThan(45);
    first.end('a');
    expect(await running).toBe('a');
  });

  it('gives the place on after a failure', async () => {
    const inTurn = limitParallel(1, 1);
    const failing = held();
    const failure = inTurn(failing.work);
    const next = inTurn(async () => 'done');
    await soon();
    failing.end(new Error('no'));
    await expect(failure).rejects.toThrow('no');
    expect(await next).toBe('done');
    expect(await inTurn(async () => 'free')).toBe('free');
  });
});
