import { Router, type Request, type Response } from 'express';
import type { Context } from '../context';
import { Invalid, NotFound } from '../errors';
import { paths } from '../paths';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm, type ParsedForm } from '../web/form-fields';
import { plural } from '../web/format';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { sendDownload } from '../web/send-download';
import { approvePay, markPaid } from './ledger/decide-pay';
import { approvalForm, paymentForm } from './ledger/ledger-forms';
import { loadLedgers } from './ledger/load-ledgers';
import { payListLines } from './pay-list';
import { payPage, type PaySource } from './pay-page';
import { changeTerms } from './terms/change-terms';
import { termsForm } from './terms/terms-form';
import { listPayTerms } from './terms/terms-store';
import { listPayees } from './work-store';

/** What a study pays, and what its raters have earned by it. */
export function payRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyPay(':id'), requireAdmin, (req, res) => showPay(context, req, res));
  addTerms(router, context);
  addDecisions(router, context);
  router.get(paths.payList(':id'), requireAdmin, async (req, res) => {
    const { id: studyId } = await loadStudy(context.db, pathId(req));
    const terms = await listPayTerms(context.db, studyId);
    const paying = terms.findLast(({ rate }) => rate !== 'none');
    if (!paying) throw new NotFound('The study pays nothing.');
    const ledgers = await loadLedgers(context.db, { studyId, terms, now: context.now() });
    await sendDownload(res, { name: 'pay.csv', contentType: 'text/csv; charset=utf-8' }, [
      payListLines(paying, ledgers),
    ]);
  });
  return router;
}

function addTerms(router: Router, context: Context): void {
  router.post(paths.studyPay(':id'), requireAdmin, async (req, res) => {
    const { id: studyId } = await loadStudy(context.db, pathId(req));
    const form = parseForm(termsForm, req.body);
    if (form.errors) return showPay(context, req, res, form);
    const change = { studyId, actorId: currentUser(req).id, choice: form.values };
    const outcome = await changeTerms(context, change);
    if (outcome === 'other currency') {
      const message = 'Keep the currency: the study pays in it.';
      const typed = req.body as Record<string, string>;
      return showPay(context, req, res, { errors: [{ name: 'currency', message }], typed });
    }
    setFlash(req, outcome === 'changed' ? 'The terms are saved.' : 'These terms hold already.');
    return res.redirect(303, paths.studyPay(studyId));
  });
}

/** What is done for everybody in the study at once: for each rater on its own, so that it can be sent again. */
function addDecisions(router: Router, context: Context): void {
  router.post(paths.payApprovals(':id'), requireAdmin, async (req, res) => {
    const { asOf } = sentByPage(parseForm(approvalForm, req.body));
    const raters = await forEach(context, req, (about) => approvePay(context, { ...about, asOf }));
    setFlash(req, `What ${plural(raters, 'rater has', 'raters have')} earned is approved.`);
    res.redirect(303, paths.studyPay(pathId(req)));
  });
  router.post(paths.payPayments(':id'), requireAdmin, async (req, res) => {
    const batch = sentByPage(parseForm(paymentForm, req.body));
    const raters = await forEach(context, req, (about) => markPaid(context, { ...about, ...batch }));
    setFlash(req, `${plural(raters, 'rater is', 'raters are')} marked as paid.`);
    res.redirect(303, paths.studyPay(pathId(req)));
  });
}

/** @returns for how many raters it came to an amount */
async function forEach(
  { db }: Context,
  req: Request,
  decide: (about: { studyId: string; raterId: string; actorId: string }) => Promise<number>,
): Promise<number> {
  const { id: studyId } = await loadStudy(db, pathId(req));
  let raters = 0;
  for (const { raterId } of await listPayees(db, studyId)) {
    const amount = await decide({ studyId, raterId, actorId: currentUser(req).id });
    if (amount > 0) raters += 1;
  }
  return raters;
}

/** @throws Invalid when fields that nobody types are not as the page had them */
export function sentByPage<T>(form: ParsedForm<T>): T {
  if (form.errors)
    throw new Invalid('This form was not sent as its page had it.', 'Reload the page and try again.');
  return form.values;
}

async function showPay(
  context: Context,
  req: Request,
  res: Response,
  refused?: PaySource['refused'],
): Promise<void> {
  const { db } = context;
  const study = await loadStudy(db, pathId(req));
  const terms = await listPayTerms(db, study.id);
  const now = context.now();
  const ledgers = await loadLedgers(db, { studyId: study.id, terms, now });
  const source = { study, terms, ledgers, now, batchId: context.newId(), ...(refused && { refused }) };
  renderPage(res, 'pay/study', payPage(source), refused && 422);
}
