import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { Invalid, NotFound } from '../../errors';
import { paths } from '../../paths';
import { parseAnswers } from '../../questions/parse-answers';
import { currentUser } from '../../web/current-user';
import { parseForm, wholeNumber } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { requestLanguage, wordsOf } from '../../web/wording/request-language';
import { consentDue } from '../consent/consent-due';
import type { SayEarnings } from '../earnings-words';
import { answerTraining } from './answer-training';
import { continueTraining } from './continue-training';
import { loadTraining } from './load-training';
import { openTrainingItem, type OpenTrainingItem } from './open-training-item';
import { feedbackPage, trainingItemPage, trainingPage } from './training-page';

/** Which try the button is for, so that a button on an old page begins none. */
const tryForm = z.strictObject({ try: wholeNumber('a try', 1, 99) });

/** A rater's training: what comes, one item after another, what most careful readers said, and how it went. */
export function trainingRoutes(context: Context, { offer }: Pick<SayEarnings, 'offer'>): Router {
  const router = Router();
  router.get(paths.training(':id'), requireRater, async (req, res) => {
    const shown = await loadTraining(context, { studyId: pathId(req), raterId: currentUser(req).id });
    if (!shown) return res.redirect(303, paths.work());
    const pay = await offer(shown.study.id, requestLanguage(req));
    return renderPage(res, 'training/start', trainingPage(wordsOf(req), { ...shown, pay }));
  });
  router.post(paths.training(':id'), requireRater, async (req, res) => {
    const form = parseForm(tryForm, req.body);
    if (form.errors) throw damaged();
    const claimant = { studyId: pathId(req), raterId: currentUser(req).id };
    const shown = await loadTraining(context, claimant);
    if (shown && (await consentDue(context.db, shown.study.telling, claimant.raterId))) {
      return res.redirect(303, paths.studyConsent(claimant.studyId));
    }
    return res.redirect(303, await continueTraining(context, { ...claimant, ...form.values }));
  });
  router.get(paths.trainingPage(':id', ':number'), requireRater, async (req, res) => {
    const open = await openOwn(context, req);
    if (elsewhere(res, open, 'unanswered')) return;
    renderPage(res, 'training/item', trainingItemPage(wordsOf(req), open));
  });
  addAnswering(router, context);
  router.get(paths.trainingFeedback(':id', ':number'), requireRater, async (req, res) => {
    const open = await openOwn(context, req);
    if (elsewhere(res, open, 'answered')) return;
    renderPage(res, 'training/feedback', feedbackPage(wordsOf(req), open));
  });
  return router;
}

function addAnswering(router: Router, context: Context): void {
  router.post(paths.trainingPage(':id', ':number'), requireRater, async (req, res) => {
    const open = await openOwn(context, req);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const { answers, errors } = parseAnswers(open.asked, body);
    if (elsewhere(res, open, 'unanswered')) return;
    if (errors) {
      const page = trainingItemPage(wordsOf(req), open, { answers, errors });
      return renderPage(res, 'training/item', page, 422);
    }
    await answerTraining(context, { run: open.run, item: open.trainingItem, answers });
    return res.redirect(303, paths.trainingFeedback(open.run.id, open.number));
  });
}

/** Leads to the page the item is at: given out and unanswered, answered, or neither. @returns whether that is another */
function elsewhere(
  res: Response,
  { run, number, given, study }: OpenTrainingItem,
  wanted: 'unanswered' | 'answered',
): boolean {
  const state = !given ? 'not given' : given.answeredAt === null ? 'unanswered' : 'answered';
  if (state === wanted) return false;
  if (state === 'not given') res.redirect(303, paths.training(study.id));
  else if (state === 'answered') res.redirect(303, paths.trainingFeedback(run.id, number));
  else res.redirect(303, paths.trainingPage(run.id, number));
  return true;
}

function openOwn(context: Context, req: Request): Promise<OpenTrainingItem> {
  const { number } = req.params;
  if (typeof number !== 'string' || !/^[1-9]$/.test(number)) throw new NotFound();
  const own = { runId: pathId(req), raterId: currentUser(req).id, number: Number(number) };
  return openTrainingItem(context, own);
}

function damaged(): Invalid {
  return new Invalid('This form is damaged.', 'Open the training again from your work.');
}
