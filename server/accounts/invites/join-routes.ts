import { Router, type Request, type Response } from 'express';
import type { Context } from '../../context';
import { Forbidden } from '../../errors';
import { paths } from '../../paths';
import { addressKey } from '../../web/throttling/address-key';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { refusalOf, throttle } from '../../web/throttling/rate-limit';
import { renderPage } from '../../web/render-page';
import { requestLanguage, wordsOf } from '../../web/wording/request-language';
import { acceptInvite, joinByInvite, loadOpenInvite, type Holder, type StudyDoor } from './accept-invite';
import { joinForm, newAccountForm, noFields } from '../account-form';
import type { InviteRole, OpenInvite } from './invite-store';
import { joinPage, setupPage, type Refused } from './join-page';
import { linkMadePage } from '../own-account/own-account-page';
import { siteWords } from '../password';
import { rememberBrowser, startSession } from '../sign-in';

/** The pages behind the links: the first administrator's and the raters'. Open to whoever holds the link. */
export function joinRoutes(context: Context, door: StudyDoor): Router {
  const router = Router();
  const holderOf = (req: Request, role: InviteRole): Holder => {
    return { token: String(req.params.token), role, door };
  };
  const signUp = signUpHandler(context);

  router.get(paths.setup(':token'), async (req, res) => {
    const holder = holderOf(req, 'admin');
    await showForm(context, res, { holder, invite: await loadOpenInvite(context, holder) });
  });
  router.post(paths.setup(':token'), (req, res) => signUp(req, res, holderOf(req, 'admin')));
  router.get(paths.join(':token'), async (req, res) => {
    const holder = holderOf(req, 'rater');
    const invite = await loadOpenInvite(context, holder);
    const isClosed = invite.studyId !== null && !(await door.isOpen(context.db, invite.studyId));
    if (isClosed)
      return renderPage(
        res,
        'accounts/join',
        joinPage(wordsOf(req), invite, { ...holder, user: req.user, isClosed }),
      );
    return showForm(context, res, { holder, invite });
  });
  router.post(paths.join(':token'), async (req, res) => {
    if (!req.user) return signUp(req, res, holderOf(req, 'rater'));
    if (req.user.role !== 'rater') throw new Forbidden('Only raters join a study.', 'Sign out first.');
    parseForm(noFields, req.body);
    await joinByInvite(context, holderOf(req, 'rater'), req.user.id);
    setFlash(req, wordsOf(req)('join.joined'));
    return res.redirect(303, paths.work());
  });
  return router;
}

/** Makes the account that the invite is for and signs it in. */
function signUpHandler(context: Context): (req: Request, res: Response, holder: Holder) => Promise<void> {
  const limit = throttle(context, 'join from address');
  const site = siteWords(context.config.baseUrl);
  // An administrator always has a password.
  const adminForm = newAccountForm(site).transform((form) => ({ ...form, noPassword: false }));
  return async (req, res, holder) => {
    const invite = await loadOpenInvite(context, holder);
    const form = parseForm(holder.role === 'admin' ? adminForm : joinForm(site), req.body);
    if (form.errors) {
      const refused = { errors: form.errors, username: form.typed.username, status: 422 };
      return showForm(context, res, { holder, invite, refused });
    }
    const { username, noPassword } = form.values;
    const password = noPassword ? undefined : form.values.password;
    const refuse = (message: string, status: number): Promise<void> => {
      const refused = { errors: [{ name: 'username', message }], username, status };
      return showForm(context, res, { holder, invite, refused });
    };
    const refusal = await refusalOf(limit.consume(addressKey(req.ip)));
    if (refusal) {
      res.set('Retry-After', String(refusal.retryAfterSeconds));
      return refuse(refusal.message, 429);
    }
    const member = await acceptInvite(context, holder, { username, password });
    if (!member) return refuse('This username is taken. Choose another.', 422);
    await limit.giveBack(addressKey(req.ip));
    await startSession(req, member.user, password === undefined ? undefined : context.now());
    await rememberBrowser(context, res, member.user.id);
    if (member.link === undefined) return res.redirect(303, paths.home());
    // It is stored nowhere, so no other address could show it.
    const made = linkMadePage(wordsOf(req), { link: member.link, next: paths.home() });
    return renderPage(res, 'accounts/link-made', made, 201);
  };
}

interface ShownForm {
  readonly holder: Holder;
  readonly invite: OpenInvite;
  readonly refused?: Refused & { readonly status: number };
}

async function showForm(
  { db }: Context,
  res: Response,
  { holder: { token, role, door }, invite, refused }: ShownForm,
): Promise<void> {
  const t = wordsOf(res.req);
  const shown = { token, ...(refused && { refused }) };
  if (role === 'admin') return renderPage(res, 'accounts/setup', setupPage(t, shown), refused?.status);
  const language = requestLanguage(res.req);
  const notice = invite.studyId === null ? undefined : await door.tellOf(db, invite.studyId, language);
  const page = joinPage(t, invite, { ...shown, notice, user: res.req.user });
  return renderPage(res, 'accounts/join', page, refused?.status);
}
