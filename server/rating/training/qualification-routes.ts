import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { loadStudy } from '../../studies/study-store';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError } from '../../web/form-fields';
import { isId, pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { letRaterPass, requalifyRater, type AboutTraining } from './qualify-rater';
import { raterTrainingPage } from './rater-training-page';
import { listRuns, listTrainingRaters } from './run-store';
import { passForm } from './training-form';
import { findOpenSet } from './training-store';

/** How one rater did in the training of a study, and what an admin decides about it. */
export function qualificationRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.raterTraining(':id', ':raterId'), requireAdmin, (req, res) => show(context, req, res));
  router.post(paths.raterRequalification(':id', ':raterId'), requireAdmin, async (req, res) => {
    parseForm(z.strictObject({}), req.body);
    await requalifyRater(context, aboutRater(req));
    back(req, res, 'The rater must take the training before there is more work.');
  });
  router.post(paths.raterQualification(':id', ':raterId'), requireAdmin, async (req, res) => {
    const form = parseForm(passForm, req.body);
    if (form.errors) {
      const { reason } = form.typed;
      const typed = typeof reason === 'string' ? reason : '';
      return show(context, req, res, { errors: form.errors, reason: typed });
    }
    await letRaterPass(context, { ...aboutRater(req), ...form.values });
    return back(req, res, 'The rater can rate.');
  });
  return router;
}

async function show(
  { db }: Context,
  req: Request,
  res: Response,
  refused?: { errors: readonly FieldError[]; reason: string },
): Promise<void> {
  const { studyId, raterId } = aboutRater(req);
  const study = await loadStudy(db, studyId);
  const rater = (await listTrainingRaters(db, studyId)).find((one) => one.raterId === raterId);
  if (!rater) throw new NotFound('The study has no such rater.');
  const runs = await listRuns(db, { studyId, raterId });
  const hasTraining = (await findOpenSet(db, studyId)) !== undefined;
  const page = raterTrainingPage({ study, rater, runs, hasTraining }, refused);
  renderPage(res, 'training/rater', page, refused && 422);
}

/** @throws NotFound when the path names nobody */
function aboutRater(req: Request): AboutTraining {
  const { raterId } = req.params;
  if (typeof raterId !== 'string' || !isId(raterId)) throw new NotFound('The study has no such rater.');
  return { studyId: pathId(req), raterId, actorId: currentUser(req).id };
}

function back(req: Request, res: Response, said: string): void {
  const { studyId, raterId } = aboutRater(req);
  setFlash(req, said);
  res.redirect(303, paths.raterTraining(studyId, raterId));
}
