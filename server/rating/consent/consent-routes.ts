import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { Invalid, NotFound } from '../../errors';
import { paths } from '../../paths';
import { isParticipant } from '../../studies/participation-store';
import { loadStudy, type Study } from '../../studies/study-store';
import { endPanelVisit } from '../../studies/panels/end-visit';
import { findStudyText, type StudyText } from '../../studies/telling/study-text-store';
import { currentUser } from '../../web/current-user';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { requestLanguage, wordsOf } from '../../web/wording/request-language';
import type { SayEarnings } from '../earnings-words';
import { optOutForm } from '../opting-out/opt-out-form';
import { nextStep } from '../next-step';
import { consentPage, declinedPage, type Asked as AskedWithPay } from './consent-page';
import { giveConsent } from './give-consent';

type Asked = Omit<AskedWithPay, 'pay'>;

const consentForm = optOutForm.extend({
  textId: z.string().max(100),
  decision: z.enum(['accepted', 'declined']),
});

/** Asking raters for their consent. Both answers weigh the same, and neither is chosen beforehand. */
export function consentRoutes(context: Context, { offer }: Pick<SayEarnings, 'offer'>): Router {
  const router = Router();
  const show = async (req: Request, res: Response, asked: Asked, status = 200): Promise<void> => {
    const pay = await offer(asked.study.id, requestLanguage(req));
    renderPage(res, 'rating/consent', await consentPage(context, wordsOf(req), { ...asked, pay }), status);
  };
  router.get(paths.studyConsent(':id'), requireRater, async (req, res) => {
    const { study, text, raterId } = await loadAsked(context, req);
    if (!text) return res.redirect(303, paths.work());
    return show(req, res, { study, text, raterId });
  });
  router.post(paths.studyConsent(':id'), requireRater, async (req, res) => {
    const { study, text, raterId } = await loadAsked(context, req);
    const form = parseForm(consentForm, req.body);
    if (form.errors) throw new Invalid('This form is damaged.', 'Open the page again.');
    if (!text) return res.redirect(303, paths.work());
    const { textId, decision, tag: tags } = form.values;
    if (textId !== text.id) return show(req, res, { study, text, raterId, hasChanged: true }, 409);
    await giveConsent(context, { raterId, textId, decision, tags });
    if (decision === 'declined') {
      // Who came from a panel gets the code for it at once; others are told how to come back.
      const end = { userId: raterId, studyId: study.id, outcome: 'screened out' } as const;
      const visit = await context.db.transaction((tx) => endPanelVisit(tx, context, end));
      if (visit) return res.redirect(303, paths.workDone(study.id));
    }
    if (decision === 'declined') return renderPage(res, 'rating/declined', declinedPage(wordsOf(req), study));
    return res.redirect(303, await nextStep(context, { study, raterId }));
  });
  return router;
}

/** @throws NotFound for a study that the rater has not joined */
async function loadAsked(
  { db }: Context,
  req: Request,
): Promise<{ study: Study; text: StudyText | undefined; raterId: string }> {
  const studyId = pathId(req);
  const raterId = currentUser(req).id;
  if (!(await isParticipant(db, studyId, raterId))) throw new NotFound();
  const study = await loadStudy(db, studyId);
  const { consentTextId } = study.telling;
  return {
    study,
    text: consentTextId === null ? undefined : await findStudyText(db, consentTextId),
    raterId,
  };
}
