import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser, type SignedInUser } from '../../web/current-user';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage, type PageLocals } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { sessionCookie } from '../../web/sessions/sessions';
import { wordsOf } from '../../web/wording/request-language';
import type { Words } from '../../web/wording/words';
import { endSession } from '../sign-in';
import { deleteAccount, type Leaving } from './delete-account';
import { refusalWords, statusOf } from './own-account-routes';
import { proofForm } from './password-form';
import { hasPassword, proofCheck } from './proof';

/** Deleting a rater's own account: what happens is said first, and the password is asked again. */
export function deletionRoutes(context: Context, leaving: Leaving): Router {
  const router = Router();
  const prove = proofCheck(context);
  const cookie = sessionCookie(context.config.baseUrl);
  const pageFor = async (
    { id, username }: SignedInUser,
    t: Words,
    errors: readonly FieldError[] = [],
  ): Promise<PageLocals> => ({
    title: t('account.delete'),
    errors,
    username,
    hasPassword: await hasPassword(context, id),
    studies: await leaving.list(context.db, id),
  });
  router.get(paths.accountDeletion(), requireRater, async (req, res) => {
    renderPage(res, 'accounts/deletion', await pageFor(currentUser(req), wordsOf(req)));
  });
  router.post(paths.accountDeletion(), requireRater, async (req, res) => {
    const t = wordsOf(req);
    const user = currentUser(req);
    const refuse = async (errors: readonly FieldError[], status: number): Promise<void> =>
      renderPage(res, 'accounts/deletion', await pageFor(user, t, errors), status);
    const form = parseForm(proofForm(t), req.body);
    if (form.errors) return refuse(form.errors, 422);
    const proven = await prove({ user, ip: req.ip, typed: form.values.proof });
    if (proven !== 'proven') {
      const message = refusalWords(res, proven, t('account.proofWrong'));
      return refuse([{ name: 'proof', message }], statusOf(proven));
    }
    await deleteAccount(context, leaving, user.id);
    await endSession(req);
    res.clearCookie(cookie.name, cookie.options);
    res.set('Clear-Site-Data', '"cache", "cookies", "storage"');
    return res.redirect(303, paths.accountDeleted());
  });
  addFarewell(router);
  return router;
}

/** What whoever deleted the account sees last. */
function addFarewell(router: Router): void {
  router.get(paths.accountDeleted(), (req, res) => {
    renderPage(res, 'accounts/deleted', { title: wordsOf(req)('account.deleted') });
  });
}
