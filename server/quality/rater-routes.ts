import { Router, type Request, type Response } from 'express';
import { noFields } from '../accounts/account-form';
import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { longestMessage, messageForm } from '../rating/messages/message-form';
import { listStudyMessages } from '../rating/messages/message-store';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm, type FieldError, type Typed } from '../web/form-fields';
import { plural } from '../web/format';
import { isId, pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { excludeRater, takeExclusionBack, type TakenBack } from './exclude-rater';
import { exclusionForm, pauseForm } from './exclusion-form';
import { messageAllRaters, messageRater } from './message-raters';
import { hourlyPay } from './hourly-pay';
import { pauseRater, resumeRater } from './pause-rater';
import { loadRaterFigures } from './rater-figures';
import { raterPage, ratersPage } from './raters-page';
import { readmitRater, removeRater, type AboutRater } from './remove-rater';

/** How many of the messages of a study its page shows. */
const messagesShown = 50;

/** The raters of a study, and what an administrator does about one of them. */
export function raterRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyRaters(':id'), requireAdmin, (req, res) => showRaters(context, req, res));
  router.get(paths.studyRater(':id', ':raterId'), requireAdmin, (req, res) => showRater(context, req, res));
  addExclusion(router, context);
  addPause(router, context);
  addMessages(router, context);
  addButtons(router, context);
  return router;
}

/** What is done without a word more. */
function addButtons(router: Router, means: Context): void {
  const button = (path: string, act: (about: AboutRater) => Promise<string>): void => {
    router.post(path, requireAdmin, async (req, res) => {
      parseForm(noFields, req.body);
      const about = aboutRater(req);
      setFlash(req, await act(about));
      res.redirect(303, paths.studyRater(about.studyId, about.raterId));
    });
  };
  button(paths.raterRemoval(':id', ':raterId'), async (about) => {
    await removeRater(means, about);
    return 'The rater is taken out of the study. What is rated stays.';
  });
  button(paths.raterReadmission(':id', ':raterId'), async (about) => {
    await readmitRater(means, about);
    return 'The rater can go on.';
  });
  button(paths.raterPauseRemoval(':id', ':raterId'), async (about) => {
    await resumeRater(means, about);
    return 'The rater can go on.';
  });
  button(paths.raterExclusionRemoval(':id', ':raterId'), async (about) =>
    takenBackWords(await takeExclusionBack(means, about)),
  );
}

function addExclusion(router: Router, context: Context): void {
  router.post(paths.raterExclusion(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutRater(req);
    const form = parseForm(exclusionForm, req.body);
    if (form.errors) {
      return showRater(context, req, res, form);
    }
    const { setAside } = await excludeRater(context, { ...about, ...form.values });
    setFlash(req, `The rater is excluded. ${plural(setAside, 'rating counts', 'ratings count')} no more.`);
    return res.redirect(303, paths.studyRater(about.studyId, about.raterId));
  });
}

function addPause(router: Router, context: Context): void {
  router.post(paths.raterPause(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutRater(req);
    const form = parseForm(pauseForm, req.body);
    if (form.errors) return showRater(context, req, res, form);
    await pauseRater(context, { ...about, reason: form.values.pauseReason });
    setFlash(req, 'The rater is given nothing more for now, and reads why.');
    return res.redirect(303, paths.studyRater(about.studyId, about.raterId));
  });
}

const messageFault = `Write a message of 1 to ${longestMessage} characters.`;

function addMessages(router: Router, context: Context): void {
  router.post(paths.raterMessages(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutRater(req);
    const form = parseForm(messageForm(messageFault), req.body);
    if (form.errors) return showRater(context, req, res, form);
    await messageRater(context, { ...about, ...form.values });
    setFlash(req, 'The message is sent.');
    return res.redirect(303, paths.studyRater(about.studyId, about.raterId));
  });
  router.post(paths.studyMessages(':id'), requireAdmin, async (req, res) => {
    const { id: studyId } = await loadStudy(context.db, pathId(req));
    const form = parseForm(messageForm(messageFault), req.body);
    if (form.errors) return showRaters(context, req, res, form);
    const raters = await messageAllRaters(context, { studyId, actorId: currentUser(req).id, ...form.values });
    setFlash(req, `The message is sent to ${plural(raters, 'rater', 'raters')}.`);
    return res.redirect(303, paths.studyRaters(studyId));
  });
}

async function showRaters(
  { db, now }: Context,
  req: Request,
  res: Response,
  refused?: { errors: readonly FieldError[]; typed: Typed },
): Promise<void> {
  const study = await loadStudy(db, pathId(req));
  const raters = await loadRaterFigures(db, study);
  const messages = await listStudyMessages(db, study.id, messagesShown);
  const text = typeof refused?.typed.text === 'string' ? refused.typed.text : '';
  const hourly = await hourlyPay(db, { studyId: study.id, now: now() });
  const page = ratersPage(study, { raters, messages, hourly }, { errors: refused?.errors ?? [], text });
  renderPage(res, 'quality/raters', page, refused && 422);
}

async function showRater(
  { db }: Context,
  req: Request,
  res: Response,
  refused?: { errors: readonly FieldError[]; typed: Typed },
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
