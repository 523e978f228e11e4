import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { loadOwnAssignment } from '../own-assignment-store';
import { skipForm } from './skip-form';
import { skipItem } from './skip-item';
import { ratedPage, skipPage } from './skip-page';

/** Passing an item on, with a reason. */
export function skipRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.skip(':id'), requireRater, async (req, res) => {
    const own = { assignmentId: pathId(req), raterId: currentUser(req).id };
    const { id, state } = await loadOwnAssignment(context.db, own);
    if (state === 'completed') return renderPage(res, 'rating/rated', ratedPage(wordsOf(req), id), 409);
    return renderPage(res, 'rating/skip', skipPage(wordsOf(req), id));
  });
  router.post(paths.skip(':id'), requireRater, async (req, res) => {
    const own = { assignmentId: pathId(req), raterId: currentUser(req).id };
    const { id } = await loadOwnAssignment(context.db, own);
    const form = parseForm(skipForm, req.body);
    if (form.errors)
      return renderPage(res, 'rating/skip', skipPage(wordsOf(req), id, form.typed, form.errors), 422);
    const { reason, comment } = form.values;
    const skipped = await skipItem(context, { ...own, reason, comment: comment || null });
    if (skipped.outcome === 'rated') return renderPage(res, 'rating/rated', ratedPage(wordsOf(req), id), 409);
    setFlash(req, wordsOf(req)('skip.skipped'));
    const { studyId, next } = skipped;
    return res.redirect(303, next ? paths.rating(next) : paths.workDone(studyId));
  });
  return router;
}
