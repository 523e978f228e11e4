import type { Context } from '../context';
import { againAfterDeadlock } from '../db/again';
import type { Database } from '../db/database';
import { Conflict } from '../errors';
import { hasStoppingRules, settleItem } from '../rating/settle-item';
import { insertAssignments } from '../studies/assignment-store';
import {
  countAgain,
  deleteExclusion,
  deleteSparedSlots,
  holdRatedItems,
  insertExclusion,
  isExcluded,
  listUncounted,
  setRatingsAside,
} from '../studies/exclusion-store';
import { takeFreeSlot } from '../studies/lapsed-store';
import { isWithdrawn, readmitParticipant, removeParticipant } from '../studies/participation-store';
import { holdStudy } from '../studies/study-state-store';
import { loadStudy, type Study } from '../studies/study-store';
import { holdOrFail, recordRater, releaseHeld, type AboutRater } from './remove-rater';

/**
 * Sets all of a rater's ratings in a study aside: they are kept and count nowhere, others get their slots, and the
 * rater is given nothing more. An exclusion that stands already stays as it is.
 * @returns how many ratings were set aside
 * @throws NotFound when the rater is not in the study
 */
export async function excludeRater(
  context: Context,
  { reason, actorId, ...claimant }: AboutRater & { reason: string },
): Promise<{ setAside: number }> {
  return inTurn(context, async (tx) => {
    const study = await holdForExclusion(tx, claimant);
    const now = context.now();
    const exclusion = { ...claimant, reason, excludedBy: actorId, excludedAt: now };
    if (!(await insertExclusion(tx, exclusion))) return { setAside: 0 };
    await removeParticipant(tx, { ...claimant, now });
    await holdRatedItems(tx, claimant);
    await releaseHeld(tx, context, claimant);
    const slots = await setRatingsAside(tx, claimant);
    const free = slots.map((slot) => ({ ...slot, id: context.newId() }));
    await insertAssignments(tx, free);
    for (const { studyItemId } of slots) {
      await deleteSparedSlots(tx, { studyItemId, overlap: study.overlap });
      await settleAgain(tx, context, { study, studyItemId });
    }
    const detail = { setAside: slots.length };
    await recordRater(tx, context, { ...claimant, actorId, action: 'rater excluded', detail });
    return detail;
  });
}

/** What became of the ratings that were set aside. */
export interface TakenBack {
  readonly counted: number;
  /** Others have their slots by now, or they came after the study was locked. */
  readonly surplus: number;
}

/**
 * Takes an exclusion back: the rater's ratings count again where their items have a free slot, and the rater can go
 * on.
 * @returns undefined when there was no exclusion
 * @throws NotFound when the rater is not in the study, Conflict when the rater has withdrawn the ratings
 */
export async function takeExclusionBack(
  context: Context,
  { actorId, ...claimant }: AboutRater,
): Promise<TakenBack | undefined> {
  return inTurn(context, async (tx) => {
    const study = await holdForExclusion(tx, claimant);
    if (!(await isExcluded(tx, claimant))) return undefined;
    if (await isWithdrawn(tx, claimant)) {
      throw new Conflict(
        'The rater has withdrawn these ratings by deleting the account.',
        'They never count again.',
      );
    }
    await deleteExclusion(tx, claimant);
    await readmitParticipant(tx, claimant);
    await holdRatedItems(tx, claimant);
    // What came to a locked study was never to count.
    const before = study.lockedAt ?? Number.MAX_SAFE_INTEGER;
    const waiting = await listUncounted(tx, claimant, before);
    let counted = 0;
    for (const rating of waiting) counted += (await countIfFree(tx, context, { study, ...rating })) ? 1 : 0;
    const detail = { counted, surplus: waiting.length - counted };
    await recordRater(tx, context, { ...claimant, actorId, action: 'exclusion taken back', detail });
    return detail;
  });
}

/** A late answer may wait for a slot that is being taken here, while this waits for another. */
function inTurn<T>({ db }: Context, work: (tx: Database) => Promise<T>): Promise<T> {
  return againAfterDeadlock(() => db.transaction(work));
}

/** The study first, then the rater's place, as everybody does who needs both. */
async function holdForExclusion(
  tx: Database,
  claimant: { studyId: string; raterId: string },
): Promise<Study> {
  await holdStudy(tx, claimant.studyId);
  const study = await loadStudy(tx, claimant.studyId);
  await holdOrFail(tx, claimant);
  return study;
}

async function countIfFree(
  tx: Database,
  context: Context,
  { study, id, studyItemId }: { study: Study; id: string; studyItemId: string },
): Promise<boolean> {
  const slot = await takeFreeSlot(tx, studyItemId);
  if (slot === undefined) return false;
  await countAgain(tx, { id, slot });
  await settleAgain(tx, context, { study, studyItemId });
  return true;
}

async function settleAgain(
  tx: Database,
  context: Context,
  item: { study: Study; studyItemId: string },
): Promise<void> {
  if (hasStoppingRules(item.study)) await settleItem(tx, context, item);
}
