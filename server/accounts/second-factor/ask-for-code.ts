import type { Request } from 'express';
import type {} from 'express-session';
import { promisify } from 'node:util';
import type { Context } from '../../context';
import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import { hashToken } from '../invites/hash-token';
import { startSession } from '../sign-in';
import { findUser, type User } from '../user-store';

/** For how long a code may be typed after the password. */
const askedFor = 10 * 60 * 1000;

declare module 'express-session' {
  interface SessionData {
    /** Who has shown everything but the code. */
    awaitsCode?: AwaitedCode;
  }
}

export interface AwaitedCode {
  readonly userId: string;
  readonly since: number;
  /** Of the password's hash: another password makes the code worth nothing. */
  readonly mark: string;
  readonly byPassword: boolean;
  readonly next: string | null;
}

/** How somebody has come in so far, and where to. */
interface Entry {
  readonly byPassword: boolean;
  readonly next?: string | undefined;
}

/**
 * Signs in at once whoever needs no code.
 * @returns where the code is asked for; undefined when the user is signed in
 */
export async function signInOrAskForCode(
  context: Context,
  req: Request,
  user: SignedInUser,
  { byPassword, next }: Entry,
): Promise<string | undefined> {
  if (!user.hasSecondFactor) {
    await startSession(req, user, byPassword ? context.now() : undefined);
    return undefined;
  }
  const stored = await findUser(context.db, user.id);
  await promisify<void>((done) => req.session.regenerate(done))();
  const asked = { userId: user.id, since: context.now(), mark: markOf(stored), byPassword };
  req.session.awaitsCode = { ...asked, next: next ?? null };
  return paths.signInCode();
}

/** Whoever has shown everything but the code, in this browser and not long ago. */
export async function findAwaited(
  { db, now }: Context,
  req: Request,
): Promise<{ awaited: AwaitedCode; user: User } | undefined> {
  const awaited = req.session.awaitsCode;
  if (!awaited || now() - awaited.since >= askedFor) return undefined;
  const user = await findUser(db, awaited.userId);
  return user && markOf(user) === awaited.mark ? { awaited, user } : undefined;
}

function markOf(user: User | undefined): string {
  return hashToken(user?.passwordHash ?? '');
}
