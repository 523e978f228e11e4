import { Router } from 'express';
import type { Database } from '../db/database';
import { isAlive } from '../db/is-alive';
import { paths } from '../paths';
import { helpPage } from './help-page';
import { renderPage } from './render-page';
import { wordsOf } from './wording/request-language';
import { isStopping } from './stop-accepting';

/** The start page, which sends everyone to their own, the help page, and the sign of life. */
export function homeRoutes(db: Database): Router {
  const router = Router();
  router.get(paths.home(), (req, res) => {
    if (!req.user) return res.redirect(303, paths.signIn());
    return res.redirect(303, req.user.role === 'rater' ? paths.work() : paths.studies());
  });
  router.get(paths.help(), (req, res) => {
    const isAdmin = req.user !== undefined && req.user.role !== 'rater';
    renderPage(res, 'help/show', { ...helpPage(wordsOf(req)), isAdmin });
  });
  router.get(paths.health(), async (req, res) => {
    if (isStopping(req)) {
      res.status(503).type('text').send('stopping');
      return;
    }
    await isAlive(db);
    res.type('text').send('ok');
  });
  return router;
}
