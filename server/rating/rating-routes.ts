import { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { isParticipant } from '../studies/participation-store';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { parseForm } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireRater } from '../web/require-role';
import { wordsOf } from '../web/wording/request-language';
import { nextStep } from './next-step';
import { donePage, workPage } from './work-page';

/** The queue. Work is taken in POST only, so that reloading a page takes none. */
export function ratingRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.work(), requireRater, async (req, res) => {
    renderPage(res, 'rating/work', await workPage(context, wordsOf(req), currentUser(req).id));
  });
  router.post(paths.studyAssignments(':id'), requireRater, async (req, res) => {
    parseForm(z.strictObject({}), req.body);
    const studyId = pathId(req);
    const raterId = currentUser(req).id;
    if (!(await isParticipant(context.db, studyId, raterId))) throw new NotFound();
    const study = await loadStudy(context.db, studyId);
    res.redirect(303, await nextStep(context, { study, raterId }));
  });
  router.get(paths.workDone(':id'), requireRater, async (req, res) => {
    const studyId = pathId(req);
    const raterId = currentUser(req).id;
    if (!(await isParticipant(context.db, studyId, raterId))) throw new NotFound();
    const study = await loadStudy(context.db, studyId);
    renderPage(res, 'rating/done', await donePage(context, wordsOf(req), { study, raterId }));
  });
  return router;
}
