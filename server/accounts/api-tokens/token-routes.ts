import { Router } from 'express';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError, type Typed } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { noFields } from '../account-form';
import { refusalWords, statusOf } from '../own-account/own-account-routes';
import { proofCheck } from '../own-account/proof';
import { makeToken } from './make-token';
import { tokenForm } from './token-form';
import { revokeToken } from './token-store';
import { tokensPage } from './tokens-page';

/** Making, listing and revoking one's own API tokens, for admins. */
export function tokenRoutes(context: Context): Router {
  const router = Router();
  const prove = proofCheck(context);
  router.get(paths.accountTokens(), requireAdmin, async (req, res) => {
    renderPage(res, 'accounts/tokens', await tokensPage(context, currentUser(req)));
  });
  router.post(paths.accountTokens(), requireAdmin, async (req, res) => {
    const t = wordsOf(req);
    const user = currentUser(req);
    const refuse = async (errors: readonly FieldError[], typed: Typed, status: number): Promise<void> =>
      renderPage(res, 'accounts/tokens', await tokensPage(context, user, { errors, typed }), status);
    const form = parseForm(tokenForm(t), req.body);
    if (form.errors) return refuse(form.errors, form.typed, 422);
    const { proof, ...wanted } = form.values;
    const proven = await prove({ user, ip: req.ip, typed: proof });
    if (proven !== 'proven') {
      const message = refusalWords(res, proven, t('account.proofWrong'));
      const typed = { ...wanted, days: String(wanted.days) };
      return refuse([{ name: 'proof', message }], typed, statusOf(proven));
    }
    // It is stored nowhere, so no other address could show it.
    const token = await makeToken(context, user, wanted);
    return renderPage(res, 'accounts/token-made', { title: 'API token', token, name: wanted.name }, 201);
  });
  router.post(paths.accountTokenRevocation(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const id = pathId(req);
    const userId = currentUser(req).id;
    await context.db.transaction(async (tx) => {
      if (!(await revokeToken(tx, { id, userId, now: context.now() }))) throw new NotFound();
      await recordAudit(tx, context, { actorId: userId, action: 'API token revoked', objectId: id });
    });
    setFlash(req, 'The token no longer works.');
    res.redirect(303, paths.accountTokens());
  });
  return router;
}
