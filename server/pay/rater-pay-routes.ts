import { Router, type Request, type Response } from 'express';
import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { loadStudy } from '../studies/study-store';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm } from '../web/form-fields';
import { isId, pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin } from '../web/require-role';
import { money, parseAmount } from './currency';
import { answerAppeal } from './ledger/appeal';
import { approvePay, markPaid, rejectPay, type AboutPay } from './ledger/decide-pay';
import { findRejection } from './ledger/entry-store';
import { appealAnswerForm, approvalForm, paymentForm, rejectionForm } from './ledger/ledger-forms';
import { loadLedgers } from './ledger/load-ledgers';
import { sentByPage } from './pay-routes';
import { raterPayPage } from './rater-pay-page';
import type { PayTerms } from './terms/pay-terms';
import { listPayTerms } from './terms/terms-store';

type Refused = Parameters<typeof raterPayPage>[0]['refused'];

/** One rater's pay in a study: approve, reject with a reason, mark as paid, answer appeals. */
export function raterPayRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.raterPay(':id', ':raterId'), requireAdmin, (req, res) =>
    showRaterPay(context, res, aboutPay(req)),
  );
  router.post(paths.raterPayApprovals(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutPay(req);
    const { currency } = await loadPayingTerms(context, about.studyId);
    const { asOf } = sentByPage(parseForm(approvalForm, req.body));
    const amount = await approvePay(context, { ...about, asOf });
    setFlash(req, `${money(amount, currency)} approved.`);
    res.redirect(303, paths.raterPay(about.studyId, about.raterId));
  });
  router.post(paths.raterPayPayments(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutPay(req);
    const { currency } = await loadPayingTerms(context, about.studyId);
    const batch = sentByPage(parseForm(paymentForm, req.body));
    const amount = await markPaid(context, { ...about, ...batch });
    setFlash(req, `${money(amount, currency)} marked as paid.`);
    res.redirect(303, paths.raterPay(about.studyId, about.raterId));
  });
  addRejecting(router, context);
  addAnswering(router, context);
  return router;
}

function addRejecting(router: Router, context: Context): void {
  router.post(paths.raterPayRejections(':id', ':raterId'), requireAdmin, async (req, res) => {
    const about = aboutPay(req);
    const { currency } = await loadPayingTerms(context, about.studyId);
    const form = parseForm(rejectionForm, req.body);
    if (form.errors) return showRaterPay(context, res, about, form);
    const { reason, amount: typed } = form.values;
    const refuse = (message: string) =>
      showRaterPay(context, res, about, {
        errors: [{ name: 'amount', message }],
        typed: { amount: typed, reason },
      });
    const amount = parseAmount(typed, currency);
    if (!amount) return refuse('Enter an amount, more than nothing.');
    const isRejected = await rejectPay(context, about, { amount, reason });
    if (!isRejected) return refuse('Enter at most what is pending: what is approved stays.');
    setFlash(req, `${money(amount, currency)} rejected. The rater reads your reason and can appeal.`);
    return res.redirect(303, paths.raterPay(about.studyId, about.raterId));
  });
}

function addAnswering(router: Router, context: Context): void {
  router.post(paths.appealAnswer(':id', ':rejectionId'), requireAdmin, async (req, res) => {
    const studyId = pathId(req);
    const rejectionId = idIn(req, 'rejectionId');
    const rejection = await findRejection(context.db, rejectionId);
    if (rejection?.studyId !== studyId) throw new NotFound('The study has no such rejection.');
    const about = { studyId, raterId: rejection.raterId, actorId: currentUser(req).id };
    const form = parseForm(appealAnswerForm, req.body);
    if (form.errors) return showRaterPay(context, res, about, form);
    const { decision, answer } = form.values;
    await answerAppeal(context, { ...about, rejectionId, decision, words: answer });
    setFlash(req, decision === 'approve' ? 'The amount is approved.' : 'The rejection is upheld.');
    return res.redirect(303, paths.raterPay(studyId, rejection.raterId));
  });
}

async function showRaterPay(
  context: Context,
  res: Response,
  about: AboutPay,
  refused?: Refused,
): Promise<void> {
  const { db } = context;
  const study = await loadStudy(db, about.studyId);
  const terms = await listPayTerms(db, study.id);
  const now = context.now();
  const ledgers = await loadLedgers(db, { studyId: study.id, terms, now });
  const found = ledgers.find(({ payee }) => payee.raterId === about.raterId);
  if (!found) throw new NotFound('The study has no such rater.');
  const paying = await loadPayingTerms(context, study.id);
  const source = { study, terms: paying, found, now, batchId: context.newId(), ...(refused && { refused }) };
  renderPage(res, 'pay/rater', raterPayPage(source), refused && 422);
}

/** @throws NotFound when the study has never paid */
async function loadPayingTerms({ db }: Context, studyId: string): Promise<PayTerms> {
  const terms = await listPayTerms(db, studyId);
  const paying = terms.findLast(({ rate }) => rate !== 'none');
  if (!paying) throw new NotFound('The study pays nothing.');
  return paying;
}

function aboutPay(req: Request): AboutPay {
  return { studyId: pathId(req), raterId: idIn(req, 'raterId'), actorId: currentUser(req).id };
}

/** @throws NotFound when what stands in the path is no id */
function idIn(req: Request, name: string): string {
  const id = req.params[name];
  if (typeof id !== 'string' || !isId(id)) throw new NotFound();
  return id;
}
