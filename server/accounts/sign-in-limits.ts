import type { Context } from '../context';
import { addressKey, networkKey } from '../web/throttling/address-key';
import { throttle, type Throttle } from '../web/throttling/rate-limit';
import { isKnownBrowser } from './known-browser-store';
import { usernameKey } from './user-store';

/** Who tries to sign in as whom. */
export interface Try {
  readonly username: string;
  readonly ip: string | undefined;
  /** Of the browser's cookie. */
  readonly browserHash?: string | undefined;
  /** Who is signed in already and asked for the password again. */
  readonly sessionOf?: string | undefined;
}

/** Limits on guessing passwords. Only failed tries count in the end. */
export interface SignInLimits {
  /** Counts a try before its password is looked at. @throws TooMany */
  beforeTry(attempt: Try): Promise<void>;
  afterSuccess(attempt: Try): Promise<void>;
}

type Means = Pick<Context, 'db' | 'now' | 'log' | 'config'>;

/** Where a try is counted. */
interface Count {
  readonly limit: Throttle;
  readonly key: string;
  /** Whether a success forgets the tries before it, or only its own. */
  readonly forgets: boolean;
}

/**
 * Tries are counted per account and network, per account, and per address, so that nobody guesses one password from
 * everywhere or every account's from one place. Browsers that have signed in with the account before, and sessions
 * that ask for the password again, have counts of their own: a stranger locks nobody out of those.
 */
export function signInLimits(context: Means): SignInLimits {
  const countsOf = counting(context);
  return {
    async beforeTry(attempt) {
      for (const { limit, key } of await countsOf(attempt)) await limit.consume(key);
    },
    async afterSuccess(attempt) {
      for (const { limit, key, forgets } of await countsOf(attempt)) {
        await (forgets ? limit.reset(key) : limit.giveBack(key));
      }
    },
  };
}

function counting(context: Means): (attempt: Try) => Promise<Count[]> {
  const perAddress = throttle(context, 'sign-in from address');
  const perNetwork = throttle(context, 'sign-in to account');
  const stop = throttle(context, 'sign-in stop of account');
  const perBrowser = throttle(context, 'sign-in from known browser');
  const browserStop = throttle(context, 'sign-in stop of known browsers');
  return async (attempt) => {
    const account = usernameKey(attempt.username);
    const known = await knownPlace(context, attempt);
    if (known !== undefined) {
      return [
        { limit: perBrowser, key: `${known} ${account}`, forgets: true },
        { limit: browserStop, key: account, forgets: true },
      ];
    }
    return [
      { limit: perAddress, key: addressKey(attempt.ip), forgets: false },
      { limit: perNetwork, key: `${networkKey(attempt.ip)} ${account}`, forgets: true },
      { limit: stop, key: account, forgets: true },
    ];
  };
}

/** The session or browser that has shown before that it is the account's; undefined for a stranger's. */
async function knownPlace(
  { db, now }: Means,
  { username, browserHash, sessionOf }: Try,
): Promise<string | undefined> {
  if (sessionOf !== undefined) return `session of ${sessionOf}`;
  if (browserHash === undefined) return undefined;
  const looked = { tokenHash: browserHash, usernameKey: usernameKey(username), now: now() };
  return (await isKnownBrowser(db, looked)) ? browserHash : undefined;
}

/** Opens an account again that too many wrong passwords in a row have closed. */
export async function openAccountAgain(context: Means, username: string): Promise<void> {
  for (const name of ['sign-in stop of account', 'sign-in stop of known browsers'] as const) {
    await throttle(context, name).reset(usernameKey(username));
  }
}
