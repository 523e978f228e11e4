import type { Context } from '../../context';
import type { SignedInUser } from '../../web/current-user';
import { refusalOf } from '../../web/throttling/rate-limit';
import { unusableHash, verifyPassword } from '../password';
import { signInLimits } from '../sign-in-limits';
import { findUser, usernameKey } from '../user-store';

/** What somebody who is signed in has typed to show that it is still they. */
export interface Proof {
  readonly user: SignedInUser;
  readonly ip: string | undefined;
  readonly typed: string;
}

export type Proven = 'proven' | 'wrong' | { readonly message: string; readonly retryAfterSeconds: number };

/** Whether the user has a password at all: who came by a personal link or from elsewhere has none. */
export async function hasPassword({ db }: Pick<Context, 'db'>, userId: string): Promise<boolean> {
  const user = await findUser(db, userId);
  return user !== undefined && user.passwordHash !== unusableHash;
}

/**
 * Asks for the password again, or for the username where there is no password. Guesses have limits like those at sign-in
 * and are counted apart from them, so that a stranger who guesses elsewhere keeps nobody from their own account.
 */
export function proofCheck(context: Context): (proof: Proof) => Promise<Proven> {
  const limits = signInLimits(context);
  return async ({ user, ip, typed }) => {
    const attempt = { username: user.username, ip, sessionOf: user.id };
    const refusal = await refusalOf(limits.beforeTry(attempt));
    if (refusal) return refusal;
    const stored = (await findUser(context.db, user.id))?.passwordHash;
    const right =
      stored === unusableHash
        ? usernameKey(typed) === usernameKey(user.username)
        : await verifyPassword(stored, typed);
    if (!right) return 'wrong';
    await limits.afterSuccess(attempt);
    return 'proven';
  };
}
