import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { addressKey } from '../../web/throttling/address-key';
import { throttle, type Throttle } from '../../web/throttling/rate-limit';
import { wordsOf } from '../../web/wording/request-language';
import { newAccountForm } from '../account-form';
import { passwordFault, shortestPassword, siteWords } from '../password';
import { startSession } from '../sign-in';
import type { OpenAccessLink } from './access-link-store';
import { acceptInvitation, loadOpenAccessLink, resetPassword } from './use-access-link';

interface Held {
  readonly token: string;
  readonly link: OpenAccessLink;
}

interface Refused {
  readonly errors: readonly FieldError[];
  readonly username?: unknown;
}

/** The pages behind the links of administrators. Open to whoever holds one; opening uses nothing up. */
export function accessRoutes(context: Context): Router {
  const router = Router();
  const limit = throttle(context, 'access links from address');
  const held = async (req: Request): Promise<Held> => {
    const token = String(req.params.token);
    return { token, link: await loadOpenAccessLink(context, token) };
  };
  router.get(paths.access(':token'), async (req, res) => show(res, await held(req)));
  router.post(paths.access(':token'), async (req, res) => {
    await limit.consume(addressKey(req.ip));
    const opened = await held(req);
    const use = opened.link.role === null ? setPassword : makeAccount;
    await use(context, { req, res, limit }, opened);
  });
  return router;
}

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly limit: Throttle;
}

async function makeAccount(context: Context, { req, res, limit }: Exchange, held: Held): Promise<void> {
  const form = parseForm(newAccountForm(siteWords(context.config.baseUrl)), req.body);
  if (form.errors) return show(res, held, { errors: form.errors, username: form.typed.username });
  const user = await acceptInvitation(context, held.token, form.values);
  if (!user) {
    const message = 'This username is taken. Choose another.';
    return show(res, held, { errors: [{ name: 'username', message }], username: form.values.username });
  }
  await limit.giveBack(addressKey(req.ip));
  await startSession(req, user, context.now());
  res.redirect(303, paths.home());
}

async function setPassword(context: Context, { req, res, limit }: Exchange, held: Held): Promise<void> {
  const t = wordsOf(req);
  const username = held.link.username ?? '';
  const formOf = z
    .strictObject({ password: z.string({ error: t('account.passwordMissing') }) })
    .superRefine(({ password }, check) => {
      const message = passwordFault(password, username, siteWords(context.config.baseUrl));
      if (message) check.addIssue({ code: 'custom', path: ['password'], message });
    });
  const form = parseForm(formOf, req.body);
  if (form.errors) return show(res, held, form);
  await resetPassword(context, held.token, form.values.password);
  await limit.giveBack(addressKey(req.ip));
  setFlash(req, t('account.passwordChanged'));
  res.redirect(303, paths.signIn());
}

/** What was typed as a password is never sent back. */
function show(res: Response, { token, link }: Held, refused?: Refused): void {
  const t = wordsOf(res.req);
  const { errors = [], username } = refused ?? {};
  const passwordHint = t('join.passwordHint', { count: shortestPassword });
  const shared = { errors, action: paths.access(token), passwordHint };
  const page =
    link.role === null
      ? { title: t('account.setPassword'), owner: link.username ?? '', ...shared }
      : {
          title: 'Make your account',
          role: link.role,
          username: typeof username === 'string' ? username : '',
          ...shared,
        };
  renderPage(res, link.role === null ? 'accounts/reset' : 'accounts/invitation', page, refused ? 422 : 200);
}
