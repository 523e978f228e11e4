import type { Request, RequestHandler, Response } from 'express';
import type {} from 'express-session';
import { promisify } from 'node:util';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { paths } from '../paths';
import type { SignedInUser } from '../web/current-user';
import { browserToken, setBrowserToken } from '../web/sessions/browser-cookie';
import { hashToken } from './invites/hash-token';
import { knownFor, replaceBrowser } from './known-browser-store';
import { verifyPassword } from './password';
import { findUser, findUserByName, type User } from './user-store';

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

/** Finds out who a request's session belongs to. */
export function signIn(context: Context): RequestHandler {
  return createAuthenticator(context).session() as RequestHandler;
}

/** Checks the username and password of a form; gives undefined when they are wrong, whatever is wrong with them. */
export function credentialCheck(
  context: Context,
): (req: Request, res: Response) => Promise<SignedInUser | undefined> {
  const authenticator = createAuthenticator(context);
  return (req, res) =>
    new Promise((resolve, reject) => {
      const done: passport.AuthenticateCallback = (error: Error | null, user) => {
        if (error) reject(error);
        else resolve(user || undefined);
      };
      const check = authenticator.authenticate('local', done) as RequestHandler;
      void check(req, res, reject);
    });
}

/**
 * Signs the user in under a new session id, so that nobody who knew the old one comes in with them.
 * @param provenAt when the user has typed a password to come in; undefined for who came otherwise
 */
export async function startSession(req: Request, user: SignedInUser, provenAt?: number): Promise<void> {
  await promisify<void>((done) => req.logIn(user, done))();
  if (user.role !== 'rater') req.session.isShort = true;
  if (provenAt !== undefined) req.session.provenAt = provenAt;
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

/** What is stored of the token that the browser has since somebody signed in with it; undefined when it has none. */
export function browserHash({ config }: Pick<Context, 'config'>, req: Request): string | undefined {
  const token = browserToken(config, req);
  return token === undefined ? undefined : hashToken(token);
}

/** Remembers that the user has signed in with this browser; the session has begun already. */
export async function rememberBrowser(context: Context, res: Response, userId: string): Promise<void> {
  const { req } = res;
  const token = context.newToken();
  const hashes = { oldHash: browserHash(context, req), tokenHash: hashToken(token) };
  const by = { userId, sessionHash: hashToken(req.sessionID), now: context.now() };
  await context.db.transaction((tx) => replaceBrowser(tx, { ...hashes, ...by }));
  setBrowserToken(context.config, res, token, knownFor);
}

/** Deletes the session, so that its cookie is worth nothing any more. */
export async function endSession(req: Request): Promise<void> {
  await promisify<void>((done) => req.session.destroy(done))();
}

/** Passport as this application uses it. It keeps nothing, so whoever needs one makes one. */
function createAuthenticator(context: Context): passport.Authenticator {
  const authenticator = new passport.Authenticator();
  authenticator.serializeUser<string>((user, done) => done(null, user.id));
  authenticator.deserializeUser<string>((id, done) => {
    findUser(context.db, id).then((user) => done(null, asSignedIn(user) ?? false), done);
  });
  authenticator.use(
    new Strategy((username, password, done) => {
      checkCredentials(context, username, password).then((user) => done(null, user ?? false), done);
    }),
  );
  return authenticator;
}

async function checkCredentials(
  context: Context,
  username: string,
  password: string,
): Promise<SignedInUser | undefined> {
  const user = await findUserByName(context.db, username);
  const right = await verifyPassword(user?.passwordHash, password);
  const signedIn = right ? asSignedIn(user) : undefined;
  await recordAudit(context.db, context, {
    actorId: signedIn?.id ?? null,
    action: signedIn ? acceptedWords(signedIn) : 'sign-in failed',
    objectId: user?.id ?? null,
  });
  return signedIn;
}

function acceptedWords({ hasSecondFactor }: SignedInUser): string {
  return hasSecondFactor ? 'password accepted, code asked for' : 'signed in';
}

/** What pages know of a user; undefined for disabled ones, who are signed out by this. */
export function asSignedIn(user: User | undefined): SignedInUser | undefined {
  if (!user || user.disabledAt !== null) return undefined;
  const { id, username, role, pseudonym, language, settings, hasSecondFactor } = user;
  return { id, username, role, pseudonym, language, settings, hasSecondFactor };
}
