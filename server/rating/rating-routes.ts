import { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import type { Claimant } from '../studies/assignment-store';
import { findPlace, isParticipant } from '../studies/participation-store';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { parseForm } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireRater } from '../web/require-role';
import { claimNext } from './claim-assignment';
import { donePage, workPage } from './work-page';
import { hindranceOf } from './work-state';

/** The queue. Work is taken in POST only, so that reloading a page takes none. */
export function ratingRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.work(), requireRater, async (req, res) => {
    renderPage(res, 'rating/work', await workPage(context, currentUser(req).id));
  });
  router.post(paths.studyAssignments(':id'), requireRater, async (req, res) => {
    parseForm(z.strictObject({}), req.body);
    const studyId = pathId(req);
    const raterId = currentUser(req).id;
    const assignmentId = await claimNext(context, { studyId, raterId });
    res.redirect(
      303,
      assignmentId ? paths.rating(assignmentId) : await withoutWork(context, { studyId, raterId }),
    );
  });
  router.get(paths.workDone(':id'), requireRater, async (req, res) => {
    const studyId = pathId(req);
    const raterId = currentUser(req).id;
    if (!(await isParticipant(context.db, studyId, raterId))) throw new NotFound();
    renderPage(res, 'rating/done', await donePage(context, await loadStudy(context.db, studyId), raterId));
  });
  return router;
}

/** Where a rater goes who is given nothing: to the training that comes first, or to the page that says why. */
async function withoutWork({ db }: Context, claimant: Claimant): Promise<string> {
  const place = await findPlace(db, claimant);
  const hindrance = place && hindranceOf(await loadStudy(db, claimant.studyId), place);
  return hindrance === 'untrained' ? paths.training(claimant.studyId) : paths.workDone(claimant.studyId);
}
