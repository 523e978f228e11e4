import { Router } from 'express';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { parseForm } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { addressKey } from '../../web/throttling/address-key';
import { throttle } from '../../web/throttling/rate-limit';
import { wordsOf } from '../../web/wording/request-language';
import { noFields } from '../account-form';
import type { WaitingPath } from '../account-routes';
import { hashToken } from '../invites/hash-token';
import { openAccountAgain } from '../sign-in-limits';
import { asSignedIn, rememberBrowser, signInOrAskForCode } from '../sign-in';
import { findUser } from '../user-store';
import { findLinkHolder } from './own-account-store';

/**
 * Signing in by a personal link. Opening it only shows a button, the same for every link: scanners of mail open links,
 * and nobody learns whether one works but by using it.
 */
export function linkSignInRoutes(context: Context, waitingPath: WaitingPath): Router {
  const router = Router();
  const limit = throttle(context, 'sign-in by link');
  router.get(paths.signInLink(':token'), (req, res) => {
    renderPage(res, 'accounts/link-sign-in', {
      title: wordsOf(req)('account.linkSignIn'),
      action: paths.signInLink(String(req.params.token)),
    });
  });
  router.post(paths.signInLink(':token'), async (req, res) => {
    parseForm(noFields, req.body);
    const { db } = context;
    await limit.consume(addressKey(req.ip));
    const id = await findLinkHolder(db, hashToken(String(req.params.token)));
    const user = id === undefined ? undefined : asSignedIn(await findUser(db, id));
    const accepted = user?.hasSecondFactor ? 'link accepted, code asked for' : 'signed in by link';
    const action = user ? accepted : 'sign-in by link failed';
    await recordAudit(db, context, { actorId: user?.id ?? null, action, objectId: user?.id ?? null });
    const t = wordsOf(req);
    if (!user) throw new NotFound(t('account.linkUnusable'), t('account.linkUnusableHint'));
    await limit.giveBack(addressKey(req.ip));
    await openAccountAgain(context, user.username);
    const codePath = await signInOrAskForCode(context, req, user, { byPassword: false });
    if (codePath !== undefined) return res.redirect(303, codePath);
    await rememberBrowser(context, res, user.id);
    return res.redirect(303, (await waitingPath(context, user.id)) ?? paths.home());
  });
  return router;
}
