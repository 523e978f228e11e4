import { TooMany } from '../../server/errors';
import { createLogger } from '../../server/log';
import { addressKey, networkKey } from '../../server/web/throttling/address-key';
import { atMostEvery } from '../../server/web/at-most-every';
import { limits, type Limit } from '../../server/web/throttling/limits';
import { refusalOf, throttleOf } from '../../server/web/throttling/rate-limit';
import { ThrottleStore } from '../../server/web/throttling/throttle-store';
import type { Database } from '../../server/db/database';
import { createClock, type Clock } from '../support/clock';
import { engines, openTestDatabase } from '../support/engines';
import { filesUnder } from '../support/source-tree';

describe.each(engines)('a throttle on %s', (engine) => {
  let db: Database;
  let clock: Clock;
  beforeEach(async () => {
    db = await openTestDatabase(engine);
    clock = createClock();
  });
  afterEach(() => db.close());

  const context = () => ({ db, now: () => clock.now(), log: createLogger('silent') });
  const perMinute = (name: string, points: number) => throttleOf(context(), { name, points, seconds: 60 });

  it('lets exactly so many of many at once through', async () => {
    const limit = perMinute('a', 3);
    const refusals = await Promise.all(Array.from({ length: 10 }, () => refusalOf(limit.consume('key'))));
    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(3);
  });

  it('says how long to wait, counted from the first try, and that more tries do not make it longer', async () => {
    const limit = perMinute('a', 1);
    await limit.consume('key');
    clock.advance(20_000);
    for (let n = 0; n < 5; n++) await expect(limit.consume('key')).rejects.toThrow(TooMany);
    const refusal = await refusalOf(limit.consume('key'));
    expect(refusal?.message).toBe('Too many tries. Wait 1 minute, then try again.');
    expect(refusal?.retryAfterSeconds).toBe(40);
    clock.advance(40_000);
    expect(await refusalOf(limit.consume('key'))).toBeUndefined();
  });

  it('counts keys and limits apart', async () => {
    const limit = perMinute('a', 1);
    await limit.consume('key');
    expect(await refusalOf(limit.consume('other'))).toBeUndefined();
    expect(await refusalOf(perMinute('b', 1).consume('key'))).toBeUndefined();
    expect(await refusalOf(perMinute('a', 1).consume('key'))).toBeInstanceOf(TooMany);
  });

  it('gives one try back, or forgets them all', async () => {
    const limit = perMinute('a', 2);
    await limit.consume('key');
    await limit.consume('key');
    await limit.giveBack('key');
    expect(await refusalOf(limit.consume('key'))).toBeUndefined();
    expect(await refusalOf(limit.consume('key'))).toBeInstanceOf(TooMany);
    await limit.reset('key');
    expect(await refusalOf(limit.consume('key'))).toBeUndefined();
  });

  it('stores no key as it is, and sweeps what no longer counts', async () => {
    const limit = perMinute('a', 1);
    await limit.consume('secret typed as a username');
    const before = await db.all<{ throttle_key: string }>('SELECT * FROM throttles');
    expect(before.map(({ throttle_key }) => throttle_key)).toEqual([expect.stringMatching(/^a:[\w-]{43}$/)]);
    clock.advance(10 * 60_000);
    await limit.consume('key');
    const after = await db.all<{ throttle_key: string }>('SELECT * FROM throttles');
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });

  it('counts for twice as long each time it is used up within a day, up to an hour', async () => {
    const limit = throttleOf(context(), { name: 'a', points: 2, seconds: 15 * 60, doublesUpTo: 60 * 60 });
    const waits: (number | undefined)[] = [];
    for (let round = 0; round < 4; round++) {
      for (let n = 0; n < 2; n++) await limit.consume('key');
      const refusal = await refusalOf(limit.consume('key'));
      waits.push(refusal && refusal.retryAfterSeconds / 60);
      clock.advance((refusal?.retryAfterSeconds ?? 0) * 1000);
    }
    expect(waits).toEqual([15, 30, 60, 60]);
    clock.advance(24 * 60 * 60_000);
    for (let n = 0; n < 2; n++) await limit.consume('key');
    expect((await refusalOf(limit.consume('key')))?.retryAfterSeconds).toBe(15 * 60);
    await limit.reset('key');
    for (let n = 0; n < 2; n++) await limit.consume('key');
    expect((await refusalOf(limit.consume('key')))?.retryAfterSeconds).toBe(15 * 60);
  });

  it('goes on counting for ever where nothing ends it, until it is reset', async () => {
    const limit = throttleOf(context(), { name: 'a', points: 1, seconds: 0 });
    await limit.consume('key');
    clock.advance(10 * 365 * 24 * 60 * 60_000);
    expect((await refusalOf(limit.consume('key')))?.message).toContain('ask an administrator');
    await limit.reset('key');
    expect(await refusalOf(limit.consume('key'))).toBeUndefined();
  });

  it('counts in a transaction what the transaction stores', async () => {
    const limit = perMinute('a', 1);
    const undone = db.transaction(async (tx) => {
      await limit.consume('key', tx);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await db.transaction((tx) => limit.consume('key', tx));
    expect(await refusalOf(limit.consume('key'))).toBeInstanceOf(TooMany);
  });

  it('does what rate-limiter-flexible asks of a store', async () => {
    const store = new ThrottleStore(context(), { keyPrefix: 'a', points: 5, duration: 60 });
    expect(await store.get('key')).toBeNull();
    expect(await store.delete('key')).toBe(false);
    await store.consume('key', 2);
    expect(await store.get('key')).toMatchObject({
      consumedPoints: 2,
      remainingPoints: 3,
      msBeforeNext: 60_000,
    });
    await store.block('key', 120);
    expect(await store.get('key')).toMatchObject({
      consumedPoints: 6,
      remainingPoints: 0,
      msBeforeNext: 120_000,
    });
    await expect(store.consume('key')).rejects.toMatchObject({ msBeforeNext: 120_000 });
    await store.set('key', 1, 30);
    expect(await store.get('key')).toMatchObject({ consumedPoints: 1, msBeforeNext: 30_000 });
    clock.advance(30_000);
    expect(await store.get('key')).toBeNull();
  });

  it('passes on what goes wrong', async () => {
    const limit = perMinute('a', 1);
    await db.script('DROP TABLE throttles');
    await expect(refusalOf(limit.consume('key'))).rejects.toMatchObject({
      message: expect.stringContaining('throttles') as string,
    });
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2ff:3:4:5:6', '2001:0db8:0001:0200::/56'],
  ['2001:DB8:1:200::1', '2001:0db8:0001:0200::/56'],
  ['2001:db8:1:300::1', '2001:0db8:0001:0300::/56'],
  ['2001:db8::1', '2001:0db8:0000:0000::/56'],
  ['::1', '0000:0000:0000:0000::/56'],
  [undefined, 'unknown'],
])('takes %s for the place %s', (ip, place) => {
  expect(addressKey(ip)).toBe(place);
});

it.each([
  ['192.0.2.1', '192.0.2.0/24'],
  ['::ffff:192.0.2.1', '192.0.2.0/24'],
  ['2001:DB8:1:2ff:3:4:5:6', '2001:0db8:0001:02ff::/64'],
  ['2001:db8::1', '2001:0db8:0000:0000::/64'],
  [undefined, 'unknown'],
])('takes %s to be in the network %s', (ip, network) => {
  expect(networkKey(ip)).toBe(network);
});

it('has each limit once, with numbers that say something', () => {
  const names = limits.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { points, seconds, ...limit } of limits as readonly Limit[]) {
    expect(points).toBeGreaterThan(0);
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(limit.doublesUpTo ?? Infinity).toBeGreaterThan(seconds);
  }
  const used = filesUnder('server', '.ts').filter(({ path }) => !path.endsWith('throttling/limits.ts'));
  expect(names.filter((name) => !used.some(({ text }) => text.includes(`'${name}'`)))).toEqual([]);
});

it('does chores at most so often', () => {
  const clock = createClock();
  const isDue = atMostEvery(1000, () => clock.now());
  const answers = [isDue(), isDue()];
  clock.advance(999);
  answers.push(isDue());
  clock.advance(1);
  answers.push(isDue(), isDue());
  expect(answers).toEqual([true, false, false, true, false]);
});
