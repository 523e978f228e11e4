import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../context';
import type { Database } from '../db/database';
import { TooMany } from '../errors';
import { paths } from '../paths';
import { findClaim } from '../studies/assignment-store';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import type { FieldError } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireRater } from '../web/require-role';
import { throttle } from '../web/throttling/rate-limit';
import { requestLanguage, wordsOf } from '../web/wording/request-language';
import { asUnavailable } from '../web/unavailable';
import { consentDue } from './consent/consent-due';
import type { SayEarnings } from './earnings-words';
import { findLastRated } from './history-store';
import { keepLonger } from './keep-longer';
import { openAssignment, type OpenAssignment } from './open-assignment';
import { answerParking } from './parking/park-answer';
import { parseRatingForm, storedRemarks, type RatingForm } from './rating-form';
import { conflictPage, firstForm, lockedPage, ratingPage, type Notice } from './rating-page';
import { submitRating, type Submitted } from './submit-rating';

/** The page of one item: opening it, saving it, keeping it longer. */
export function submissionRoutes(context: Context, earnings: SayEarnings): Router {
  const router = Router();
  const site = { ...context, earnings };
  router.get(paths.rating(':id'), requireRater, async (req, res) => {
    const own = ownOf(req);
    const open = await openAssignment(context.db, own);
    if (!open.current && (await consentDue(context.db, open.study.telling, own.raterId)))
      return res.redirect(303, paths.studyConsent(open.studyId));
    return renderItem(site, res, { open, form: firstForm(open, context.newId()) });
  });
  addPrevious(router, context);
  addSaving(router, site);
  addKeepingLonger(router, site);
  return router;
}

/** What the pages of items need besides what everything is given. */
interface Site extends Context {
  readonly earnings: SayEarnings;
}

/** What the rater answered last in a study, to be changed; from there the way leads back to the item at hand. */
function addPrevious(router: Router, { db }: Context): void {
  router.get(paths.previousRating(':id'), requireRater, async (req, res) => {
    const previous = await findLastRated(db, { studyId: pathId(req), raterId: currentUser(req).id });
    res.redirect(303, previous ? `${paths.rating(previous)}?then=work` : paths.history());
  });
}

function addSaving(router: Router, context: Site): void {
  const limit = throttle(context, 'ratings of a rater');
  router.post(paths.rating(':id'), keepSignedOut(context), requireRater, async (req, res) => {
    const own = ownOf(req);
    const open = await openAssignment(context.db, own);
    const { form, errors } = parseRatingForm(open.asked, req.body);
    if (errors.length > 0) return renderItem(context, res, { open, form, errors, status: 422 });
    const { choicesReversed } = open;
    const submission = { ...own, ...form, ...storedRemarks(form), choicesReversed };
    const count = (tx: Database): Promise<void> => limit.consume(own.raterId, tx);
    const submitted = await submitRating(context, submission, count).catch(unlessLater);
    if (!('later' in submitted)) {
      const back = req.query.then === 'work' ? await findClaim(context.db, { ...open, ...own }) : undefined;
      return leadOn(req, res, { open, form, submitted, ...(back && { backTo: back.id }) });
    }
    const name = open.asked[0]?.name ?? '';
    const { later: message, status } = submitted;
    res.set('Retry-After', String(submitted.retryAfterSeconds));
    return renderItem(context, res, { open, form, errors: [{ name, message }], status });
  });
}

/** Keeps what comes from somebody whose sign-in has run out, for its rater to confirm. */
function keepSignedOut(context: Context): RequestHandler {
  const park = answerParking(context);
  return async (req, res, next) => {
    const assignmentId = String(req.params.id);
    if (req.user || !(await park({ assignmentId, body: req.body, ip: req.ip }))) return next();
    const query = new URLSearchParams({ next: paths.rating(assignmentId), unsaved: 'yes', kept: 'yes' });
    res.redirect(303, `${paths.signIn()}?${query.toString()}`);
  };
}

/** The button stands in the form, so that what is answered comes along and is shown again. */
function addKeepingLonger(router: Router, context: Site): void {
  // Whoever signs in again is led back to the address of the page that was shown last.
  router.get(paths.lease(':id'), requireRater, (req, res) => res.redirect(303, paths.rating(pathId(req))));
  router.post(paths.lease(':id'), requireRater, async (req, res) => {
    const own = ownOf(req);
    const before = await openAssignment(context.db, own);
    const { form } = parseRatingForm(before.asked, req.body);
    const isUnsaved = Object.keys(form.answers).length > 0 || form.comment !== '' || form.flag !== '';
    const kept = await keepLonger(context, own).catch(unlessUnavailable);
    if (typeof kept !== 'string') {
      const open = await openAssignment(context.db, own);
      const notice: Notice = { kind: 'success', text: wordsOf(req)('rate.keptLonger') };
      return renderItem(context, res, { open, form, isUnsaved, ...(kept ? { notice } : {}) });
    }
    res.set('Retry-After', '5');
    const notice: Notice = { kind: 'warning', text: kept };
    return renderItem(context, res, { open: before, form, isUnsaved, notice, status: 503 });
  });
}

interface ShownForm {
  readonly open: OpenAssignment;
  readonly form: RatingForm;
  readonly errors?: readonly FieldError[];
  readonly notice?: Notice;
  readonly isUnsaved?: boolean;
  readonly status?: number;
}

async function renderItem(context: Site, res: Response, shown: ShownForm): Promise<void> {
  const { open, form, status = 200, ...said } = shown;
  const now = context.now();
  const then = res.req.query.then === 'work' ? ('work' as const) : undefined;
  const claimant = { studyId: open.studyId, raterId: currentUser(res.req).id };
  // A page that keeps what could not be stored asks the database for nothing more.
  const earned =
    status === 503 ? undefined : await context.earnings.soFar(claimant, requestLanguage(res.req));
  const page = ratingPage(wordsOf(res.req), open, form, { ...said, now, then });
  renderPage(res, 'rating/edit', { ...page, earnings: earned?.today }, status);
}

interface LeadingOn {
  readonly open: OpenAssignment;
  readonly form: RatingForm;
  readonly submitted: Submitted;
  /** The item at hand, from which a changed one was opened. */
  readonly backTo?: string;
}

/** To where a rater goes who has sent a rating: on, or to a page that shows what stood against it. */
export function leadOn(req: Request, res: Response, { open, form, submitted, backTo }: LeadingOn): void {
  if (submitted.outcome === 'conflict') {
    return renderPage(res, 'rating/conflict', conflictPage(wordsOf(req), open, form, submitted.stored), 409);
  }
  if (submitted.outcome === 'locked') {
    return renderPage(res, 'rating/locked', lockedPage(wordsOf(req), open, form, submitted.stored), 409);
  }
  if (submitted.outcome === 'edited') setFlash(req, wordsOf(req)('rate.updated'));
  if (backTo) return res.redirect(303, paths.rating(backTo));
  return res.redirect(303, afterwards(submitted, open.studyId));
}

/** What can be done later: the page is shown again with all that was answered. */
function unlessLater(error: unknown): { later: string; status: number; retryAfterSeconds: number } {
  if (error instanceof TooMany)
    return { later: error.message, status: 429, retryAfterSeconds: error.retryAfterSeconds };
  return { later: unlessUnavailable(error), status: 503, retryAfterSeconds: 5 };
}

/** The failures of the database that pass, as a sentence. */
function unlessUnavailable(error: unknown): string {
  const unavailable = asUnavailable(error);
  if (!unavailable) throw error;
  return `${unavailable.message} Keep this page and try again in a moment.`;
}

function ownOf(req: Request): { assignmentId: string; raterId: string } {
  return { assignmentId: pathId(req), raterId: currentUser(req).id };
}

function afterwards({ next }: Extract<Submitted, { next: unknown }>, studyId: string): string {
  if (next === null) return paths.history();
  return typeof next === 'object' ? paths.rating(next.assignmentId) : paths.workDone(studyId);
}
