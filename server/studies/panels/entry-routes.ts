import { Router, type Request, type Response } from 'express';
import { startSession } from '../../accounts/sign-in';
import { findUser } from '../../accounts/user-store';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { addressKey } from '../../web/throttling/address-key';
import { refusalOf, throttle, type Throttle } from '../../web/throttling/rate-limit';
import { requestLanguage, wordsOf } from '../../web/wording/request-language';
import { loadStudy } from '../study-store';
import { readArrival, type Arrival } from './arrival';
import { entryForm } from './entry-form';
import { entryPage, isKnown, refusalFor, type Entry } from './entry-page';
import { findPanelByToken, listEndings, type Panel } from './panel-store';
import type { PanelNeeds } from './panel-needs';
import { reentryHash, startVisit } from './start-visit';
import { findVisit, findVisitOfRater, type Visit } from './visit-store';

type Needs = Pick<PanelNeeds, 'contentNotes' | 'payOffer' | 'waitingPath'>;

/** Coming from a panel. Opening the address takes no place and no work: only the button does. */
export function entryRoutes(context: Context, needs: Needs): Router {
  const router = Router();
  const opened = throttle(context, 'panel opened from address');
  const tried = throttle(context, 'panel start from address');
  router.get(paths.panel(':token'), async (req, res) => {
    const panel = await loadPanel(context, req);
    if (Object.keys(req.query).length === 0) {
      return showEntry(req, res, await loadEntry(context, needs, { req, panel }));
    }
    await opened.consume(addressKey(req.ip));
    keepArrival(req, readArrival(panel, req.query));
    // So that the participant's ids stand in no history, no Referer and no log.
    return res.redirect(303, paths.panel(panel.token));
  });
  router.post(paths.panelVisit(':token'), async (req, res) => {
    const panel = await loadPanel(context, req);
    const form = parseForm(entryForm, req.body);
    const entry = await loadEntry(context, needs, { req, panel });
    const { arrival, visit, user } = entry;
    if (form.errors || (!arrival && !visit)) return res.redirect(303, paths.panel(panel.token));
    const isOther = user !== undefined && user.id !== visit?.userId;
    if (isOther && form.values.leave !== 'yes') return showEntry(req, res, entry, { status: 409 });
    const door: Door = { req, res, tried, needs };
    if (visit) return goOn(context, door, { ...entry, visit }, form.values.reentryCode);
    return start(context, door, entry);
  });
  return router;
}

interface Door {
  readonly req: Request;
  readonly res: Response;
  readonly tried: Throttle;
  readonly needs: Needs;
}

/** Makes the participant's account and signs it in. */
async function start(context: Context, { req, res, tried }: Door, entry: Entry): Promise<void> {
  const { panel, arrival } = entry;
  const back = (): void => res.redirect(303, paths.panel(panel.token));
  if (!arrival || refusalFor(entry)) return back();
  await tried.consume(addressKey(req.ip));
  const started = await startVisit(context, panel, arrival);
  // What stands against it is said by the page.
  if (started.outcome !== 'started') return back();
  await tried.giveBack(addressKey(req.ip));
  await enter(req, started.user);
  setFlash(req, wordsOf(req)('panel.reentryNote', { code: started.reentryCode }));
  res.redirect(303, paths.work());
}

/** Leads a participant who has started before back to their work, when it is them. */
async function goOn(
  context: Context,
  { req, res, tried, needs }: Door,
  entry: Entry & { readonly visit: Visit },
  reentryCode = '',
): Promise<void> {
  const { visit } = entry;
  if (!isKnown(entry)) {
    const refuse = (message: string, status: number): void =>
      showEntry(req, res, entry, { status, errors: [{ name: 'reentryCode', message }] });
    const refusal = await refusalOf(tried.consume(addressKey(req.ip)));
    if (refusal) {
      res.set('Retry-After', String(refusal.retryAfterSeconds));
      return refuse(refusal.message, 429);
    }
    if (reentryHash(reentryCode) !== visit.reentryHash) return refuse(wordsOf(req)('panel.codeWrong'), 422);
    await tried.giveBack(addressKey(req.ip));
  }
  const user = await findUser(context.db, visit.userId);
  if (!user || user.disabledAt !== null) throw new NotFound();
  if (req.user?.id !== user.id) {
    const entered = { actorId: user.id, action: 'panel visit continued', objectId: visit.studyId };
    await recordAudit(context.db, context, entered);
    await enter(req, user);
  }
  const onward = visit.outcome === null ? paths.work() : paths.workDone(visit.studyId);
  res.redirect(303, (await needs.waitingPath(context, user.id)) ?? onward);
}

/** Signs the participant in; the language chosen at the door stays. */
async function enter(req: Request, user: SignedInUser): Promise<void> {
  const chosen = req.session.language;
  await startSession(req, user);
  if (chosen !== undefined) req.session.language = chosen;
}

function keepArrival(req: Request, arrival: Arrival | undefined): void {
  if (arrival) req.session.arrival = arrival;
  else delete req.session.arrival;
}

async function loadPanel({ db }: Context, req: Request): Promise<Panel> {
  const token = String(req.params.token);
  // So that no query meets odd characters.
  const panel = /^[\w-]{43}$/.test(token) ? await findPanelByToken(db, token) : undefined;
  if (!panel) throw new NotFound();
  return panel;
}

async function loadEntry(
  { db }: Context,
  needs: Needs,
  { req, panel }: { req: Request; panel: Panel },
): Promise<Entry> {
  const { user } = req;
  const { studyId, id: panelId } = panel;
  const kept = req.session.arrival;
  const arrival = kept?.panelId === panelId ? kept : undefined;
  const visit = arrival
    ? await findVisit(db, { panelId, participant: arrival.participant })
    : user && (await findVisitOfRater(db, { raterId: user.id, studyId }));
  return {
    ...{ panel, arrival, visit, user },
    study: await loadStudy(db, studyId),
    endings: await listEndings(db, panelId),
    contentNotes: await needs.contentNotes(db, studyId),
    pay: await needs.payOffer(db, studyId, requestLanguage(req)),
  };
}

function showEntry(
  req: Request,
  res: Response,
  entry: Entry,
  { status = 200, errors = [] }: { status?: number; errors?: readonly FieldError[] } = {},
): void {
  renderPage(res, 'panels/entry', entryPage(wordsOf(req), entry, errors), status);
}
