import { Router } from 'express';
import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { TooMany } from '../errors';
import { paths } from '../paths';
import type { SignedInUser } from '../web/current-user';
import { parseForm, type FieldError } from '../web/form-fields';
import { refusalOf } from '../web/throttling/rate-limit';
import { renderPage, type PageLocals } from '../web/render-page';
import { wordsOf } from '../web/wording/request-language';
import type { Words } from '../web/wording/words';
import { sessionCookie } from '../web/sessions/sessions';
import { noFields, signInForm } from './account-form';
import { limitParallel } from './limit-parallel';
import { localPath } from './local-path';
import { browserHash, credentialCheck, endSession, rememberBrowser, signInOrAskForCode } from './sign-in';
import { signInLimits, type Try } from './sign-in-limits';

/** Sign-ins in line; the last of them waits for a few seconds. */
const mostWaiting = 200;
/** Milliseconds: who is turned away and comes again at once must not keep the server busy with that. */
const refusedAfter = 1000;

/** Where somebody is led first after signing in; undefined when nothing waits for them. */
export type WaitingPath = (context: Context, userId: string) => Promise<string | undefined>;

/** Signing in and out. Open to everyone. */
export function accountRoutes(context: Context, waitingPath: WaitingPath): Router {
  const router = Router();
  addSignIn(router, context, waitingPath);
  addSignOut(router, context);
  return router;
}

function addSignIn(router: Router, context: Context, waitingPath: WaitingPath): void {
  const tryInTurn = triesInTurn(context);
  const checkCredentials = credentialCheck(context);
  router.get(paths.signIn(), (req, res) => {
    const next = localPath(req.query.next);
    if (req.user) return res.redirect(303, next ?? paths.home());
    return renderPage(res, 'accounts/sign-in', {
      ...signInPage(wordsOf(req), { next }),
      unsaved: req.query.unsaved === 'yes',
      kept: req.query.kept === 'yes',
    });
  });
  router.post(paths.signIn(), async (req, res) => {
    const form = parseForm(signInForm, req.body);
    if (form.errors) {
      return renderPage(res, 'accounts/sign-in', signInPage(wordsOf(req), form.typed, form.errors), 422);
    }
    const { username } = form.values;
    const attempt = { username, ip: req.ip, browserHash: browserHash(context, req) };
    const refuse = (message: string, status: number): void =>
      renderPage(
        res,
        'accounts/sign-in',
        signInPage(wordsOf(req), form.values, [{ name: 'username', message }]),
        status,
      );
    const { refusal, user } = await tryInTurn(attempt, () => checkCredentials(req, res));
    if (refusal) {
      res.set('Retry-After', String(refusal.retryAfterSeconds));
      return refuse(refusal.message, 429);
    }
    if (!user) return refuse('Wrong username or password.', 422);
    const entry = { byPassword: true, next: localPath(form.values.next) };
    const codePath = await signInOrAskForCode(context, req, user, entry);
    if (codePath !== undefined) return res.redirect(303, codePath);
    await rememberBrowser(context, res, user.id);
    const waiting = await waitingPath(context, user.id);
    return res.redirect(303, waiting ?? entry.next ?? paths.home());
  });
}

interface Tried {
  readonly refusal?: TooMany;
  readonly user?: SignedInUser | undefined;
}

/** Whoever waits costs nothing: a flood of tries takes one after another, and leaves the rest to the raters. */
function triesInTurn(
  context: Context,
): (attempt: Try, check: () => Promise<SignedInUser | undefined>) => Promise<Tried> {
  const limits = signInLimits(context);
  const inTurn = limitParallel(1, mostWaiting, refusedAfter);
  return (attempt, check) =>
    inTurn(async () => {
      const refusal = await refusalOf(limits.beforeTry(attempt));
      if (refusal) return { refusal };
      const user = await check();
      if (user) await limits.afterSuccess(attempt);
      return { user };
    });
}

function addSignOut(router: Router, context: Context): void {
  const cookie = sessionCookie(context.config.baseUrl);
  router.post(paths.signOut(), async (req, res) => {
    parseForm(noFields, req.body);
    if (req.user) {
      const { id } = req.user;
      await recordAudit(context.db, context, { actorId: id, action: 'signed out', objectId: id });
    }
    await endSession(req);
    res.clearCookie(cookie.name, cookie.options);
    // Not "storage": it holds nothing but the rater's choice to switch shortcuts off.
    res.set('Clear-Site-Data', '"cache", "cookies"');
    res.redirect(303, paths.signIn());
  });
}

/** The password is never sent back. */
function signInPage(
  t: Words,
  typed: { username?: unknown; next?: unknown },
  errors: readonly FieldError[] = [],
): PageLocals {
  const username = typeof typed.username === 'string' ? typed.username : '';
  return {
    title: t('join.signIn'),
    username,
    next: localPath(typed.next) ?? '',
    unsaved: false,
    kept: false,
    errors,
  };
}
