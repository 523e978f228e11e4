import { Router, type Request, type RequestHandler, type Response } from 'express';
import { noFields } from '../accounts/account-form';
import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm } from '../web/form-fields';
import { plural } from '../web/format';
import { isId, pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { excludeRater, takeExclusionBack, type TakenBack } from './exclude-rater';
import { exclusionForm } from './exclusion-form';
import { loadRaterFigures } from './rater-figures';
import { raterPage, ratersPage } from './raters-page';
import { readmitRater, removeRater, type AboutRater } from './remove-rater';

/** The raters of a study, and what an administrator does about one of them. */
export function raterRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyRaters(':id'), requireAdmin, async (req, res) => {
    const study = await loadStudy(context.db, pathId(req));
    const raters = await loadRaterFigures(context.db, study);
    renderPage(res, 'quality/raters', ratersPage(study, raters));
  });
  router.get(paths.studyRater(':id', ':raterId'), requireAdmin, (req, res) => showRater(context, req, res));
  addExclusion(router, context);
  const button = (act: (about: AboutRater) => Promise<string>): RequestHandler => {
    return async (req, res) => {
      parseForm(noFields, req.body);
      const about = aboutRater(req);
      setFlash(req, await act(about));
      res.redirect(303, paths.studyRater(about.studyId, about.raterId));
    };
  };
  router.post(
    paths.raterRemoval(':id', ':raterId'),
    requireAdmin,
    button(async (about) => {
      await removeRater(context, about);
      return 'The rater is taken out of the study. What is rated stays.';
    }),
  );
  router.post(
    paths.raterReadmission(':id', ':raterId'),
    requireAdmin,
    button(async (about) => {
      await readmitRater(context, about);
      return 'The rater can go on.';
    }),
  );
  router.post(
    paths.raterExclusionRemoval(':id', ':raterId'),
    requireAdmin,
    button(async (about) => takenBackWords(await takeExclusionBack(context, about))),
  );
  return router;
}

function addExclusion(router: Router, context: Context): void {
  router.post(paths.raterExclusion(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutRater(req);
    const form = parseForm(exclusionForm, req.body);
    if (form.errors) {
      const { reason } = form.typed;
      const refused = { errors: form.errors, reason: typeof reason === 'string' ? reason : '' };
      return showRater(context, req, res, refused);
    }
    const { setAside } = await excludeRater(context, { ...about, ...form.values });
    setFlash(req, `The rater is excluded. ${plural(setAside, 'rating counts', 'ratings count')} no more.`);
    return res.redirect(303, paths.studyRater(about.studyId, about.raterId));
  });
}

async function showRater(
  { db }: Context,
  req: Request,
  res: Response,
  refused?: Parameters<typeof raterPage>[2],
): Promise<void> {
  const study = await loadStudy(db, pathId(req));
  const raters = await loadRaterFigures(db, study);
  const rater = raters.find(({ raterId }) => raterId === req.params.raterId);
  if (!rater) throw new NotFound('The study has no such rater.');
  renderPage(res, 'quality/rater', raterPage(study, rater, refused), refused && 422);
}

/** @throws NotFound when the path names nobody */
function aboutRater(req: Request): AboutRater {
  const { raterId } = req.params;
  if (typeof raterId !== 'string' || !isId(raterId)) throw new NotFound('The study has no such rater.');
  return { studyId: pathId(req), raterId, actorId: currentUser(req).id };
}

function takenBackWords(result: TakenBack | undefined): string {
  if (!result) return 'The rater is not excluded.';
  const { counted, surplus } = result;
  const counts = `${plural(counted, 'rating counts', 'ratings count')} again`;
  if (surplus === 0) return `The exclusion is taken back. ${counts}.`;
  const late = `${plural(surplus, 'stays', 'stay')} uncounted: others have the slots by now, or the study was locked before`;
  return `The exclusion is taken back. ${counts}; ${late}.`;
}
