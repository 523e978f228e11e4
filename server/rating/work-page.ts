import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import type { MessageKey, Words } from '../web/wording/words';
import { findClaim, findDatasetWithWork, type Claimant } from '../studies/assignment-store';
import { listOwnExpired } from '../studies/lapsed-store';
import { findPlace } from '../studies/participation-store';
import { loadStudy, type Study } from '../studies/study-store';
import { consentDue } from './consent/consent-due';
import { listContentNotes } from './opting-out/content-store';
import { loadPanelSession } from './panel-session/session-page';
import { countUnread } from './messages/message-store';
import { waitingPath } from './parking/save-parked';
import { hindranceOf, type Hindrance } from './work-state';
import { countRatedSince, isHeldByOthers, listJoinedStudies, type JoinedStudy } from './work-store';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The rater's queue: the studies joined and what is left to do in each. */
export async function workPage(context: Context, t: Words, raterId: string) {
  const studies = [];
  for (const study of await listJoinedStudies(context.db, raterId)) {
    studies.push(await studyRow(context, t, { joined: study, raterId }));
  }
  const midnight = context.now() - (context.now() % dayMilliseconds);
  return {
    title: t('work.title'),
    studies,
    waiting: await waitingPath(context, raterId),
    unreadMessages: await countUnread(context.db, raterId),
    completedToday: await countRatedSince(context.db, raterId, midnight),
  };
}

/** The end of a set, or of the work there is for this rater. */
export async function donePage(
  context: Context,
  t: Words,
  { study, raterId }: { study: Study; raterId: string },
) {
  const { completed, isOpen, hindrance } = await progressIn(context, study, raterId);
  const why = t(hindrance ? whyNothing[hindrance] : 'work.othersHaveThem');
  return {
    title: t(isOpen ? 'work.setFinished' : 'work.nothingLeft'),
    thanks: t('work.thanks', { count: completed, study: study.name }),
    saved: isOpen ? t('work.stopOrGoOn') : t('work.saved', { why }),
    canContinue: isOpen,
    action: paths.studyAssignments(study.id),
    training: hindrance === 'untrained' ? paths.training(study.id) : undefined,
    completed,
    session: await loadPanelSession(context.db, { studyId: study.id, raterId }),
  };
}

/** Why a rater is given nothing, in words for the rater. */
const whyNothing: Readonly<Record<Hindrance, MessageKey>> = {
  removed: 'work.whyRemoved',
  locked: 'work.whyLocked',
  closed: 'work.whyClosed',
  paused: 'work.whyPaused',
  'held back': 'messages.heldBack',
  untrained: 'training.whyFirst',
  'quota reached': 'work.whyQuota',
};

async function studyRow(
  context: Context,
  t: Words,
  { joined: { id, datasets }, raterId }: { joined: JoinedStudy; raterId: string },
) {
  const study = await loadStudy(context.db, id);
  const progress = await progressIn(context, study, raterId);
  const { completed, isOpen, hindrance, isStarted, isUnfinished } = progress;
  const contentNotes = await listContentNotes(context.db, id);
  const quota = study.raterQuota;
  const rated =
    quota === null
      ? t('work.rated', { count: completed })
      : t('work.ratedOfQuota', { count: completed, quota });
  const row = { id, name: study.name, rated, datasets, contentNotes, isStarted };
  const why = hindrance ? whyNothing[hindrance] : isUnfinished ? 'work.whyWaiting' : 'work.whyNothing';
  const idle = idleKey(hindrance, isUnfinished);
  const status = isOpen ? (isStarted ? 'work.inProgress' : 'work.notStarted') : idle;
  const pauseReason = hindrance === 'held back' ? progress.pauseReason : null;
  const training = hindrance === 'untrained' && !isOpen ? paths.training(id) : undefined;
  const consent = isOpen || training ? await consentDue(context.db, study.telling, raterId) : undefined;
  const session = await loadPanelSession(context.db, { studyId: id, raterId });
  return {
    ...{ training, session, completed },
    ...{
      ...row,
      pauseReason,
      status: t(training ? 'training.first' : status),
      isOpen,
      why: t(why),
      action: paths.studyAssignments(id),
    },
    consent: consent && {
      text: t(consent === 'asked' ? 'consent.due' : 'consent.wasDeclined'),
      href: paths.studyConsent(id),
    },
  };
}

/** The state of a study that gives the rater nothing now. */
function idleKey(hindrance: Hindrance | undefined, isUnfinished: boolean): MessageKey {
  if (hindrance === 'paused' || hindrance === 'held back') return 'work.paused';
  return !hindrance && isUnfinished ? 'work.waiting' : 'work.finished';
}

/** How far the rater is in the study, and what stands against more. */
export async function progressIn(context: Context, study: Study, raterId: string) {
  const { db } = context;
  const claimant = { studyId: study.id, raterId };
  const place = await findPlace(db, claimant);
  if (!place) throw new NotFound();
  const held = await findClaim(db, claimant);
  const hindrance = hindranceOf(study, place);
  return {
    completed: place.completed,
    hindrance,
    pauseReason: place.pauseReason,
    isOpen: held !== undefined || (!hindrance && (await isThereWork(context, claimant))),
    isStarted: place.completed > 0 || held !== undefined,
    isUnfinished: await isHeldByOthers(db, claimant, Number.MAX_SAFE_INTEGER),
  };
}

/** Whether a claim would find something: a free slot, an item the rater let lapse, or one that others did. */
async function isThereWork({ db, now }: Context, claimant: Claimant): Promise<boolean> {
  return (
    (await findDatasetWithWork(db, claimant)) !== undefined ||
    (await listOwnExpired(db, claimant)).length > 0 ||
    (await isHeldByOthers(db, claimant, now()))
  );
}
