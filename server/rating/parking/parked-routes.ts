import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { openAssignment } from '../open-assignment';
import { leadOn } from '../submission-routes';
import { parkedPage } from './parked-page';
import { findParked, type ParkedRating } from './parked-store';
import { discardParked, saveParked, waitingPath } from './save-parked';

const noFields = z.strictObject({});

/** Answers that came after their rater's sign-in had run out: the rater looks at each and decides. */
export function parkedRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.parked(), requireRater, async (req, res) => {
    renderPage(res, 'rating/parked', await parkedPage(context, wordsOf(req), currentUser(req).id));
  });
  router.post(paths.parkedRating(':id'), requireRater, async (req, res) => {
    parseForm(noFields, req.body);
    const own = ownOf(req);
    const open = await openAssignment(context.db, own);
    const parked = await findParked(context.db, { ...own, now: context.now() });
    if (!parked) return res.redirect(303, paths.parked());
    const { raterId } = own;
    const submitted = await saveParked(context, { raterId, parked, choicesReversed: open.choicesReversed });
    const isStored = !('stored' in submitted);
    if (isStored) setFlash(req, wordsOf(req)('history.answerSaved'));
    const more = await waitingPath(context, raterId);
    if (isStored && more) return res.redirect(303, more);
    return leadOn(req, res, { open, form: formOf(parked), submitted });
  });
  router.post(paths.parkedRemoval(':id'), requireRater, async (req, res) => {
    parseForm(noFields, req.body);
    const own = ownOf(req);
    await openAssignment(context.db, own);
    const parked = await findParked(context.db, { ...own, now: context.now() });
    if (parked) await discardParked(context, { raterId: own.raterId, parked });
    setFlash(req, wordsOf(req)('history.answerDiscarded'));
    res.redirect(303, (await waitingPath(context, own.raterId)) ?? paths.work());
  });
  return router;
}

function ownOf(req: Request): { assignmentId: string; raterId: string } {
  return { assignmentId: pathId(req), raterId: currentUser(req).id };
}

function formOf(parked: ParkedRating) {
  return { ...parked, comment: parked.comment ?? '', flag: parked.flag ?? '' };
}
