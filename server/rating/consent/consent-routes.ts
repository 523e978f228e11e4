import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { Invalid, NotFound } from '../../errors';
import { paths } from '../../paths';
import { isParticipant } from '../../studies/participation-store';
import { loadStudy, type Study } from '../../studies/study-store';
import { findStudyText, type StudyText } from '../../studies/telling/study-text-store';
import { currentUser } from '../../web/current-user';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireRater } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { optOutForm } from '../opting-out/opt-out-form';
import { nextStep } from '../next-step';
import { consentPage, declinedPage } from './consent-page';
import { giveConsent } from './give-consent';

const consentForm = optOutForm.extend({
  textId: z.string().max(100),
  decision: z.enum(['accepted', 'declined']),
});

/** Asking raters for their consent. Both answers weigh the same, and neither is chosen beforehand. */
export function consentRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyConsent(':id'), requireRater, async (req, res) => {
    const { study, text, raterId } = await loadAsked(context, req);
    if (!text) return res.redirect(303, paths.work());
    const page = await consentPage(context, wordsOf(req), { study, text, raterId });
    return renderPage(res, 'rating/consent', page);
  });
  router.post(paths.studyConsent(':id'), requireRater, async (req, res) => {
    const { study, text, raterId } = await loadAsked(context, req);
    const form = parseForm(consentForm, req.body);
    if (form.errors) throw new Invalid('This form is damaged.', 'Open the page again.');
    if (!text) return res.redirect(303, paths.work());
    const { textId, decision, tag: tags } = form.values;
    if (textId !== text.id) {
      const page = await consentPage(context, wordsOf(req), { study, text, raterId, hasChanged: true });
      return renderPage(res, 'rating/consent', page, 409);
    }
    await giveConsent(context, { raterId, textId, decision, tags });
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
