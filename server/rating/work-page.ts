import type { Context } from '../context';
import { NotFound } from '../errors';
import { paths } from '../paths';
import { findClaim, findDatasetWithWork, type Claimant } from '../studies/assignment-store';
import { listOwnExpired } from '../studies/lapsed-store';
import { findPlace } from '../studies/participation-store';
import { loadStudy, type Study } from '../studies/study-store';
import { listContentNotes } from './opting-out/content-store';
import { countUnread } from './messages/message-store';
import { waitingPath } from './parking/save-parked';
import { hindranceOf, type Hindrance } from './work-state';
import { countRatedSince, isHeldByOthers, listJoinedStudies, type JoinedStudy } from './work-store';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The rater's queue: the studies joined and what is left to do in each. */
export async function workPage(context: Context, raterId: string) {
  const studies = [];
  for (const study of await listJoinedStudies(context.db, raterId)) {
    studies.push(await studyRow(context, study, raterId));
  }
  const midnight = context.now() - (context.now() % dayMilliseconds);
  return {
    title: 'Your work',
    studies,
    waiting: await waitingPath(context, raterId),
    unreadMessages: await countUnread(context.db, raterId),
    completedToday: await countRatedSince(context.db, raterId, midnight),
  };
}

/** The end of a set, or of the work there is for this rater. */
export async function donePage(context: Context, study: Study, raterId: string) {
  const { completed, isOpen, hindrance } = await progressIn(context, study, raterId);
  return {
    title: isOpen ? 'Set finished' : 'Nothing left to rate',
    studyName: study.name,
    completed,
    canContinue: isOpen,
    why: hindrance ? whyNothing[hindrance] : 'The other items are done or with other raters.',
    action: paths.studyAssignments(study.id),
  };
}

/** Why a rater is given nothing, in words for the rater. */
const whyNothing: Readonly<Record<Hindrance, string>> = {
  removed: 'An administrator has taken you out of this study. What you have rated is kept.',
  locked: 'This study is finished.',
  closed: 'This study is closed: nothing more is given out.',
  paused: 'This study is paused. Look again later.',
  'held back': 'An administrator gives you nothing in this study for now.',
  'quota reached': 'You have rated as many items as one person may rate here. Thank you.',
};

async function studyRow(context: Context, { id, datasets }: JoinedStudy, raterId: string) {
  const study = await loadStudy(context.db, id);
  const progress = await progressIn(context, study, raterId);
  const { completed, isOpen, hindrance, isStarted, isUnfinished } = progress;
  const contentNotes = await listContentNotes(context.db, id);
  const row = { id, name: study.name, completed, quota: study.raterQuota, datasets, contentNotes };
  const why = hindrance ? whyNothing[hindrance] : isUnfinished ? waiting : nothingLeft;
  const idle =
    hindrance === 'paused' || hindrance === 'held back'
      ? 'Paused'
      : !hindrance && isUnfinished
        ? 'Waiting'
        : 'Done';
  const status = isOpen ? (isStarted ? 'In progress' : 'Not started') : idle;
  const pauseReason = hindrance === 'held back' ? progress.pauseReason : null;
  return { ...row, status, isOpen, why, pauseReason, action: paths.studyAssignments(id) };
}

const waiting = 'Other raters hold the last items. Look again later.';
const nothingLeft = 'Nothing left for you here. Thank you.';

async function progressIn(context: Context, study: Study, raterId: string) {
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
