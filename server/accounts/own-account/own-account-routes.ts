import { Router, type Request, type Response } from 'express';
import type { Context } from '../../context';
import { Invalid } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { requireUser } from '../../web/require-role';
import { requestLanguage, wordsOf } from '../../web/wording/request-language';
import { recordAudit } from '../../audit/audit-log';
import { noFields } from '../account-form';
import { hashToken } from '../invites/hash-token';
import { changePassword } from './change-password';
import { linkMadePage, linkPage, ownAccountPage, passwordPage, type Looker } from './own-account-page';
import { deleteOtherSessions, updateSettings } from './own-account-store';
import { passwordForm, proofForm } from './password-form';
import { renewPersonalLink, revokePersonalLink } from './personal-link';
import { siteWords } from '../password';
import { hasPassword, proofCheck, type Proven } from './proof';
import { sessionsForm, settingsForm } from './settings-form';

/** What people see and set of their own account, whatever their role. */
export function ownAccountRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.account(), requireUser, async (req, res) => {
    renderPage(res, 'accounts/account', await ownAccountPage(context, lookerOf(req)));
  });
  router.post(paths.accountSettings(), requireUser, async (req, res) => {
    const t = wordsOf(req);
    const form = parseForm(settingsForm(t), req.body);
    if (form.errors) throw new Invalid(t('account.settingsFault'));
    await updateSettings(context.db, currentUser(req).id, form.values);
    setFlash(req, t('account.saved'));
    res.redirect(303, paths.account());
  });
  router.post(paths.accountSessionsRemoval(), requireUser, async (req, res) => {
    const { user, sessionHash, t } = lookerOf(req);
    const form = parseForm(sessionsForm(t), req.body);
    if (form.errors) throw new Invalid(t('account.noSuchSession'));
    const { session } = form.values;
    await context.db.transaction(async (tx) => {
      const about = { kept: sessionHash, only: session };
      const ended = await deleteOtherSessions(tx, user.id, about);
      const entry = { actorId: user.id, action: 'other sessions ended', objectId: user.id };
      await recordAudit(tx, context, { ...entry, detail: { ended } });
    });
    setFlash(req, session === undefined ? t('account.othersSignedOut') : t('account.oneSignedOut'));
    res.redirect(303, paths.account());
  });
  addPassword(router, context);
  addLink(router, context);
  return router;
}

function addPassword(router: Router, context: Context): void {
  const prove = proofCheck(context);
  const site = siteWords(context.config.baseUrl);
  router.get(paths.accountPassword(), requireUser, async (req, res) => {
    const hasOne = await hasPassword(context, currentUser(req).id);
    renderPage(res, 'accounts/password', passwordPage(wordsOf(req), hasOne));
  });
  router.post(paths.accountPassword(), requireUser, async (req, res) => {
    const { user, sessionHash, t } = lookerOf(req);
    const hasOne = await hasPassword(context, user.id);
    const refuse = (errors: readonly FieldError[], status: number): void =>
      renderPage(res, 'accounts/password', passwordPage(t, hasOne, errors), status);
    const about = { username: user.username, asksCurrent: hasOne, site };
    const form = parseForm(passwordForm(t, about), req.body);
    if (form.errors) return refuse(form.errors, 422);
    const { current = user.username, password } = form.values;
    const proven = await prove({ user, ip: req.ip, typed: current });
    if (proven !== 'proven') {
      return refuse(
        [{ name: 'current', message: refusalWords(res, proven, t('account.passwordWrong')) }],
        statusOf(proven),
      );
    }
    await changePassword(context, { userId: user.id, sessionHash, password });
    setFlash(req, t('account.passwordChanged'));
    return res.redirect(303, paths.account());
  });
}

function addLink(router: Router, context: Context): void {
  const prove = proofCheck(context);
  router.get(paths.accountLink(), requireUser, async (req, res) => {
    const about = { user: currentUser(req), t: wordsOf(req) };
    renderPage(res, 'accounts/link', await linkPage(context, about));
  });
  router.post(paths.accountLink(), requireUser, async (req, res) => {
    const { user, sessionHash, t } = lookerOf(req);
    const refuse = async (errors: readonly FieldError[], status: number): Promise<void> =>
      renderPage(res, 'accounts/link', await linkPage(context, { user, t }, errors), status);
    const form = parseForm(proofForm(t), req.body);
    if (form.errors) return refuse(form.errors, 422);
    const proven = await prove({ user, ip: req.ip, typed: form.values.proof });
    if (proven !== 'proven') {
      return refuse(
        [{ name: 'proof', message: refusalWords(res, proven, t('account.proofWrong')) }],
        statusOf(proven),
      );
    }
    const link = await renewPersonalLink(context, { userId: user.id, sessionHash });
    // It is stored nowhere, so no other address could show it.
    return renderPage(res, 'accounts/link-made', linkMadePage(t, { link, next: paths.account() }), 201);
  });
  router.post(paths.accountLinkRemoval(), requireUser, async (req, res) => {
    parseForm(noFields, req.body);
    const { user, sessionHash, t } = lookerOf(req);
    const isGone = await revokePersonalLink(context, { userId: user.id, sessionHash });
    setFlash(req, isGone ? t('account.linkRevoked') : t('account.linkNotRevoked'));
    res.redirect(303, paths.account());
  });
}

/** The sentence for a proof that was refused; says in the header when to come back. */
export function refusalWords(res: Response, proven: Exclude<Proven, 'proven'>, wrong: string): string {
  if (proven === 'wrong') return wrong;
  res.set('Retry-After', String(proven.retryAfterSeconds));
  return proven.message;
}

export function statusOf(proven: Exclude<Proven, 'proven'>): number {
  return proven === 'wrong' ? 422 : 429;
}

function lookerOf(req: Request): Looker {
  const words = { language: requestLanguage(req), t: wordsOf(req) };
  return { user: currentUser(req), sessionHash: hashToken(req.sessionID), ...words };
}
