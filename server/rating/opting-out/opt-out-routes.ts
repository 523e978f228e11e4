import { Router } from 'express';
import type { Context } from '../../context';
import { Invalid } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { chooseOptOuts } from './choose-opt-outs';
import { optOutForm } from './opt-out-form';
import { optOutPage } from './opt-out-page';

/** The content a rater does not want to be given. */
export function optOutRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.optOuts(), requireRater, async (req, res) => {
    renderPage(res, 'rating/opt-outs', await optOutPage(context.db, wordsOf(req), currentUser(req).id));
  });
  router.post(paths.optOuts(), requireRater, async (req, res) => {
    const form = parseForm(optOutForm, req.body);
    if (form.errors) throw new Invalid('This form is damaged.', 'Open the page again.');
    await chooseOptOuts(context, currentUser(req).id, form.values.tag);
    setFlash(req, wordsOf(req)('optOuts.saved'));
    res.redirect(303, paths.optOuts());
  });
  return router;
}
