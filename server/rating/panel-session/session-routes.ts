import { Router } from 'express';
import { noFields } from '../../accounts/account-form';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { requireRater } from '../../web/require-role';
import { leaveSession } from './leave-session';

/** Ending a session that was started from a panel. */
export function sessionRoutes(context: Context): Router {
  const router = Router();
  router.post(paths.workEnd(':id'), requireRater, async (req, res) => {
    parseForm(noFields, req.body);
    const studyId = pathId(req);
    await leaveSession(context, { studyId, raterId: currentUser(req).id });
    res.redirect(303, paths.workDone(studyId));
  });
  return router;
}
