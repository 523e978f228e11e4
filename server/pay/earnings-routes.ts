import { Router } from 'express';
import type { Context } from '../context';
import { paths } from '../paths';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireRater } from '../web/require-role';
import { requestLanguage, wordsOf } from '../web/wording/request-language';
import { appealPage, earningsPage } from './earnings-page';
import { appealRejection } from './ledger/appeal';
import { appealForm } from './ledger/ledger-forms';

/** What a rater has earned, and their way to say that a rejection is wrong. */
export function earningsRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.earnings(), requireRater, async (req, res) => {
    const locals = await earningsPage(context, currentUser(req).id, requestLanguage(req));
    renderPage(res, 'pay/earnings', locals);
  });
  router.get(paths.appeal(':id'), requireRater, async (req, res) => {
    const about = { rejectionId: pathId(req), raterId: currentUser(req).id, language: requestLanguage(req) };
    renderPage(res, 'pay/appeal', await appealPage(context, about));
  });
  router.post(paths.appeal(':id'), requireRater, async (req, res) => {
    const t = wordsOf(req);
    const about = { rejectionId: pathId(req), raterId: currentUser(req).id, language: requestLanguage(req) };
    const form = parseForm(appealForm(t('pay.appealMissing')), req.body);
    if (form.errors) return renderPage(res, 'pay/appeal', await appealPage(context, about, form), 422);
    const isFirst = await appealRejection(context, { ...about, words: form.values.words });
    setFlash(req, isFirst ? t('pay.appealSent') : t('pay.appealBefore'));
    return res.redirect(303, paths.earnings());
  });
  return router;
}
