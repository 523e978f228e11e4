import { createHash } from 'node:crypto';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { TooMany } from '../../errors';
import { plural } from '../format';
import { limitNamed, type Limit, type LimitName } from './limits';
import { ThrottleStore } from './throttle-store';

/** How often something may be tried, counted per key. */
export interface Throttle {
  /**
   * Counts one try.
   * @param db a transaction, where only what it stores is to be counted
   * @throws TooMany with the time to wait when it is one too many
   */
  consume(key: string, db?: Database): Promise<void>;
  /** Takes back the count of one try, because it was no guess. */
  giveBack(key: string): Promise<void>;
  /** Forgets all tries. */
  reset(key: string): Promise<void>;
}

type Means = Pick<Context, 'db' | 'now' | 'log'>;

/** A limit of the list, whose name keeps its counts apart from others'. */
export function throttle(context: Means & Pick<Context, 'config'>, name: LimitName): Throttle {
  const { setting, ...limit } = limitNamed(name);
  return throttleOf(context, setting ? { ...limit, points: context.config[setting] } : limit);
}

/** Counts by a limit, of the list or not. */
export function throttleOf(
  context: Means,
  limit: Pick<Limit, 'name' | 'points' | 'seconds' | 'doublesUpTo'>,
): Throttle {
  const { name, points, seconds } = limit;
  const store = new ThrottleStore(context, { keyPrefix: name, points, duration: seconds });
  const rounds = roundsOf(context, limit);
  return {
    async consume(key, db) {
      const stored = hashed(key);
      try {
        const options = { db, customDuration: await rounds.nextSeconds(stored) };
        const { consumedPoints } = await store.consume(stored, 1, options);
        if (consumedPoints === points) await rounds.countOne(stored);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        context.log.warn({ throttle: name }, 'throttled');
        throw seconds === 0 ? stopped() : tooMany(error.msBeforeNext);
      }
    },
    async giveBack(key) {
      await store.reward(hashed(key));
    },
    async reset(key) {
      await store.delete(hashed(key));
      await rounds.forget(hashed(key));
    },
  };
}

const day = 24 * 60 * 60;

interface Rounds {
  /** How long a count that begins now goes on. */
  nextSeconds(key: string): Promise<number>;
  countOne(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** How often a limit was used up within a day. */
function roundsOf(
  context: Means,
  { name, seconds, doublesUpTo }: Pick<Limit, 'name' | 'seconds' | 'doublesUpTo'>,
): Rounds {
  if (doublesUpTo === undefined) {
    return { nextSeconds: async () => seconds, countOne: async () => {}, forget: async () => {} };
  }
  const keyPrefix = `${name}, used up`;
  const store = new ThrottleStore(context, { keyPrefix, points: Number.MAX_SAFE_INTEGER, duration: day });
  return {
    async nextSeconds(key) {
      const before = (await store.get(key))?.consumedPoints ?? 0;
      return Math.min(seconds * 2 ** before, doublesUpTo);
    },
    countOne: async (key) => void (await store.consume(key)),
    forget: async (key) => void (await store.delete(key)),
  };
}

/** The refusal of a limit, where the page is to be shown again with it instead of an error page. */
export async function refusalOf(check: Promise<void>): Promise<TooMany | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof TooMany) return error;
    throw error;
  }
}

/** Time alone does not help here; the header asks programs to leave it for an hour. */
function stopped(): TooMany {
  return new TooMany(
    'Too many wrong passwords in a row for this account. Sign in with a browser you have used before or by a link, or ask an administrator.',
    60 * 60,
  );
}

function tooMany(milliseconds: number): TooMany {
  const minutes = plural(Math.ceil(milliseconds / 60_000), 'minute', 'minutes');
  return new TooMany(`Too many tries. Wait ${minutes}, then try again.`, Math.ceil(milliseconds / 1000));
}

/** Keys hold addresses and whatever was typed as a username, sometimes a password: none of it is stored. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
