import { Router } from 'express';
import type { Context } from '../context';
import { paths } from '../paths';
import { currentUser } from '../web/current-user';
import { renderPage } from '../web/render-page';
import { requireRater } from '../web/require-role';
import { wordsOf } from '../web/wording/request-language';
import { historyFilter } from './history-filter';
import { historyPage } from './history-page';

/** What the signed-in rater has rated; every row leads to the rating page, where it can be edited. */
export function historyRoutes({ db }: Context): Router {
  const router = Router();
  router.get(paths.history(), requireRater, async (req, res) => {
    const shown = {
      raterId: currentUser(req).id,
      askedPage: req.query.page,
      filter: historyFilter(req.query),
    };
    renderPage(res, 'rating/history', await historyPage(db, wordsOf(req), shown));
  });
  return router;
}
