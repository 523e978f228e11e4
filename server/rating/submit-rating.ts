import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { againAfterDeadlock } from '../db/again';
import type { Database } from '../db/database';
import { isUniqueViolation } from '../db/violations';
import { Invalid, NotFound } from '../errors';
import type { Answers } from '../questions/parse-answers';
import { advanceAssignment, type Claimant } from '../studies/assignment-store';
import { isExcluded } from '../studies/exclusion-store';
import { completeLate, takeFreeSlot } from '../studies/lapsed-store';
import { lockStudyItem } from '../studies/outcome-store';
import { countOneCompleted, lockPlaceOfAssignment, type Place } from '../studies/participation-store';
import { loadStudy, type Study } from '../studies/study-store';
import { claimAssignment } from './claim-assignment';
import { freeLapsedClaims } from '../studies/end-claims';
import { timeTaken } from './lease';
import { loadOwnAssignment, type OwnAssignment } from './own-assignment-store';
import { isSessionOver } from './panel-session/end-session';
import { findCurrentRating, findRatingBySubmission, insertRating, type StoredRating } from './rating-store';
import { hasStoppingRules, settleItem } from './settle-item';

/** After so many ratings the rater is offered a pause. */
export const setSize = 20;

/** What a rater sends about one item. */
export interface Submission {
  readonly raterId: string;
  readonly assignmentId: string;
  /** Made by the page. The same id again with the same answers is a repeat, not a second rating. */
  readonly submissionId: string;
  /** The revision the page was made from; 0 for an item not rated yet. */
  readonly baseRevision: number;
  readonly answers: Answers;
  readonly comment: string | null;
  /** What the rater says is wrong with the item. */
  readonly flag?: string | null;
  /** Whether the page showed the item's choices last first. */
  readonly choicesReversed?: boolean;
}

/** Where the rater goes next: another assignment's id, or the pause page. */
export type Next = { readonly assignmentId: string } | 'set finished' | 'nothing left';

export type Submitted =
  /** `repeated`: it was stored before, nothing changed. `edited`: it became a new revision. */
  | { readonly outcome: 'saved' | 'edited' | 'repeated'; readonly next: Next | null }
  /** The stored rating is newer than the page; nothing changed. */
  | { readonly outcome: 'conflict'; readonly stored: StoredRating }
  /** Nothing changes any more in the study; nothing did. */
  | { readonly outcome: 'locked'; readonly stored: StoredRating };

type Decision =
  | { readonly do: 'nothing' }
  | { readonly do: 'refuse'; readonly stored: StoredRating }
  | { readonly do: 'insert'; readonly submissionId: string; readonly revision: number };

/**
 * Stores one rating as a new revision and claims the rater's next item, all or nothing. When this returns, the
 * answers are on disk. An edit (a base revision above 0) claims nothing: `next` is null.
 * @param count is asked first, inside the transaction, whether one more may be stored
 * @throws NotFound when the assignment is not the rater's
 * @throws Invalid when the submission id belongs to another assignment
 */
export async function submitRating(
  context: Context,
  submission: Submission,
  count: (tx: Database) => Promise<void> = async () => {},
): Promise<Submitted> {
  await freeLapsedClaims(context, submission.raterId);
  try {
    return await againAfterDeadlock(() =>
      context.db.transaction(async (tx) => {
        await count(tx);
        return submitInTurn(tx, context, submission);
      }),
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw foreignSubmission();
    throw error;
  }
}

async function submitInTurn(tx: Database, context: Context, submission: Submission): Promise<Submitted> {
  const { assignmentId, raterId } = submission;
  const place = await lockPlaceOfAssignment(tx, { assignmentId, raterId, now: context.now() });
  if (!place) throw new NotFound();
  const claimant = { studyId: place.studyId, raterId };
  const assignment = await loadOwnAssignment(tx, submission);
  const study = await loadStudy(tx, place.studyId);
  const current = await findCurrentRating(tx, assignment);
  const decision = await decide(tx, context, { submission, current });
  if (decision.do === 'refuse') return { outcome: 'conflict', stored: decision.stored };
  if (decision.do === 'insert') {
    if (current && study.lockedAt !== null) return { outcome: 'locked', stored: current };
    await storeRevision(tx, context, { claimant, study, assignment, submission, ...decision });
  }
  const isFirst = decision.do === 'insert' && decision.revision === 1;
  const here = { ...place, completed: place.completed + (isFirst ? 1 : 0) };
  const claiming = { study, claimant, place: here };
  const next = submission.baseRevision > 0 ? null : await claimNextOfSet(tx, context, claiming);
  if (decision.do === 'nothing') return { outcome: 'repeated', next };
  return { outcome: isFirst ? 'saved' : 'edited', next };
}

async function decide(
  tx: Database,
  context: Context,
  { submission, current }: { submission: Submission; current: StoredRating | undefined },
): Promise<Decision> {
  const { assignmentId, submissionId, baseRevision } = submission;
  // An id that belongs to another assignment is found when it is inserted.
  if (!current) return { do: 'insert', submissionId, revision: 1 };
  const sentBefore = await findRatingBySubmission(tx, submissionId);
  if (sentBefore && sentBefore.assignmentId !== assignmentId) throw foreignSubmission();
  // Not what an earlier revision said: to have that again is a change, which the rater must see was not made.
  if (saysTheSame(current, submission)) return { do: 'nothing' };
  // Back in the browser, then other answers: the page that made the current revision may replace it.
  if (sentBefore?.id === current.id) {
    return { do: 'insert', submissionId: context.newId(), revision: current.revision + 1 };
  }
  if (sentBefore || baseRevision !== current.revision) return { do: 'refuse', stored: current };
  return { do: 'insert', submissionId, revision: current.revision + 1 };
}

interface Revision {
  readonly claimant: Claimant;
  readonly study: Study;
  readonly assignment: OwnAssignment;
  readonly submission: Submission;
  readonly submissionId: string;
  readonly revision: number;
}

async function storeRevision(tx: Database, context: Context, write: Revision): Promise<void> {
  const { claimant, study, assignment, submission, submissionId, revision } = write;
  const isSettled = hasStoppingRules(study) && !assignment.isGold;
  // Before any of the item's slots, as everybody does, so that nobody waits in a circle.
  if (isSettled) await lockStudyItem(tx, assignment.studyItemId);
  const submittedAt = context.now();
  const ratingId = context.newId();
  await insertRating(tx, {
    id: ratingId,
    assignmentId: assignment.id,
    revision,
    submissionId,
    labelMode: assignment.labelMode,
    comment: submission.comment,
    flag: submission.flag ?? null,
    choicesReversed: submission.choicesReversed ?? false,
    milliseconds: revision === 1 ? timeTaken(assignment.claimedAt, submittedAt) : null,
    submittedAt,
    answers: submission.answers,
  });
  if (!(await advanceAssignment(tx, { id: assignment.id, ratingId }))) await keepLate(tx, write, ratingId);
  if (revision === 1) await countOneCompleted(tx, claimant);
  await recordAudit(tx, context, {
    actorId: submission.raterId,
    action: revision === 1 ? 'rating submitted' : 'rating edited',
    objectId: assignment.id,
    detail: { revision },
  });
  if (isSettled) await settleItem(tx, context, { study, studyItemId: assignment.studyItemId });
}

/** The claim had ended. The answer still counts while the item has a free slot and the study takes ratings. */
async function keepLate(
  tx: Database,
  { claimant, study, assignment }: Revision,
  ratingId: string,
): Promise<void> {
  const counts = study.lockedAt === null && !assignment.isGold && !(await isExcluded(tx, claimant));
  const slot = counts ? await takeFreeSlot(tx, assignment.studyItemId) : undefined;
  await completeLate(tx, { id: assignment.id, ratingId, slot });
}

async function claimNextOfSet(
  tx: Database,
  context: Context,
  claiming: { study: Study; claimant: Claimant; place: Place },
): Promise<Next> {
  if (claiming.place.completed % setSize === 0) {
    await isSessionOver(tx, context, claiming.claimant, claiming.place.completed);
    return 'set finished';
  }
  const assignmentId = await claimAssignment(tx, context, claiming);
  return assignmentId ? { assignmentId } : 'nothing left';
}

function saysTheSame(stored: StoredRating, submission: Submission): boolean {
  const names = new Set([...Object.keys(stored.answers), ...Object.keys(submission.answers)]);
  return (
    stored.comment === submission.comment &&
    stored.flag === (submission.flag ?? null) &&
    [...names].every((name) => stored.answers[name] === submission.answers[name])
  );
}

function foreignSubmission(): Invalid {
  return new Invalid('This form was made for another item.', 'Open the item again from your work.');
}
