import { Router } from 'express';
import { noFields } from '../accounts/account-form';
import type { Context } from '../context';
import { paths } from '../paths';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { changeState, stateChanges } from './change-state';
import { lockPage } from './lock-page';
import { lockStudy } from './lock-study';
import { loadStudy } from './study-store';

/** Pausing, closing and locking a study. */
export function stateRoutes(context: Context): Router {
  const router = Router();
  for (const change of stateChanges) {
    router.post(change.path(':id'), requireAdmin, async (req, res) => {
      parseForm(noFields, req.body);
      const studyId = pathId(req);
      await changeState(context, change, { studyId, actorId: currentUser(req).id });
      setFlash(req, change.done);
      res.redirect(303, paths.study(studyId));
    });
  }
  router.get(paths.studyLock(':id'), requireAdmin, async (req, res) => {
    renderPage(res, 'studies/lock', lockPage(await loadStudy(context.db, pathId(req))));
  });
  router.post(paths.studyLock(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const studyId = pathId(req);
    await lockStudy(context, { studyId, actorId: currentUser(req).id });
    setFlash(req, 'The study is locked. Nothing changes its ratings any more.');
    res.redirect(303, paths.study(studyId));
  });
  return router;
}
