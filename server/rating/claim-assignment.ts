import type { Context } from '../context';
import { againAfterDeadlock } from '../db/again';
import type { Database } from '../db/database';
import { NotFound } from '../errors';
import {
  claimFreeSlot,
  findClaim,
  findDatasetWithWork,
  findLastFreePosition,
  insertGoldClaim,
  isOpenDataset,
  listUnseenGold,
  renewClaim,
  type Claimant,
} from '../studies/assignment-store';
import { listOwnExpired, reviveClaim, takeFreeSlot } from '../studies/lapsed-store';
import { lockParticipation, moveParticipation, type Place } from '../studies/participation-store';
import { loadStudy, type Study } from '../studies/study-store';
import { freeLapsedClaims } from '../studies/end-claims';
import { isLapsed, leaseUntil } from './lease';
import { endSessionWithoutWork, isSessionOver } from './panel-session/end-session';
import { mayTakeMore } from './work-state';

type Means = Pick<Context, 'now' | 'random' | 'newId'>;

/** Who claims, in which study, from which place in it. */
interface Claiming {
  readonly study: Study;
  readonly claimant: Claimant;
  readonly place: Place;
}

/** Frees what others let lapse, then claims as `claimAssignment` does. */
export async function claimNext(context: Context, claimant: Claimant): Promise<string | undefined> {
  await freeLapsedClaims(context, claimant.raterId);
  const claim = async (tx: Database): Promise<string | undefined> => {
    const place = await lockParticipation(tx, { ...claimant, now: context.now() });
    if (!place) throw new NotFound('There is no such study.');
    const study = await loadStudy(tx, claimant.studyId);
    return claimAssignment(tx, context, { study, claimant, place });
  };
  return againAfterDeadlock(() => context.db.transaction(claim));
}

/**
 * The id of the assignment the rater is to answer next: the one held already, or else a free slot on an item drawn by
 * chance among those the rater never had, or a gold item in its stead, and at last an item the rater let lapse. Never
 * more claims on an item than it has slots. The rater's place must be locked.
 * @returns undefined when nothing is there for this rater at the moment
 */
export async function claimAssignment(
  tx: Database,
  means: Means,
  { study, claimant, place }: Claiming,
): Promise<string | undefined> {
  const now = means.now();
  const held = await continueClaim(tx, claimant, now);
  if (held) return held;
  if (await isSessionOver(tx, means, claimant, place.completed)) return undefined;
  const given = mayTakeMore(study, place) ? await claimNew(tx, means, { study, claimant, place }) : undefined;
  if (!given) await endSessionWithoutWork(tx, means, claimant, { study, place });
  return given;
}

async function claimNew(
  tx: Database,
  means: Means,
  { study, claimant, place }: Claiming,
): Promise<string | undefined> {
  let studyDatasetId = await firstDataset(tx, claimant, place);
  while (studyDatasetId) {
    const claimed = await claimInDataset(tx, means, { study, raterId: claimant.raterId, studyDatasetId });
    if (claimed) {
      if (studyDatasetId !== place.studyDatasetId) {
        await moveParticipation(tx, { ...claimant, studyDatasetId });
      }
      return claimed;
    }
    // The dataset is done, or somebody took the slot first: look again wherever there is work.
    studyDatasetId = await findDatasetWithWork(tx, claimant);
  }
  return takeBack(tx, claimant, means.now());
}

/** The dataset the rater is in, as long as it may be given out; otherwise the next one with work. */
async function firstDataset(
  tx: Database,
  claimant: Claimant,
  { studyDatasetId }: Place,
): Promise<string | undefined> {
  if (studyDatasetId && (await isOpenDataset(tx, { ...claimant, studyDatasetId }))) return studyDatasetId;
  return findDatasetWithWork(tx, claimant);
}

async function claimInDataset(
  tx: Database,
  means: Means,
  { study, raterId, studyDatasetId }: { study: Study; raterId: string; studyDatasetId: string },
): Promise<string | undefined> {
  const last = await findLastFreePosition(tx, studyDatasetId);
  if (last === undefined) return undefined;
  const now = means.now();
  const wanted = { raterId, studyDatasetId, claimedAt: now, leaseUntil: leaseUntil(now) };
  if (study.goldShare > 0 && means.random() < study.goldShare) {
    const gold = await claimGold(tx, means, wanted);
    if (gold) return gold;
  }
  const from = Math.floor(means.random() * (last + 1));
  return (
    (await claimFreeSlot(tx, { ...wanted, from })) ??
    (from > 0 ? claimFreeSlot(tx, { ...wanted, from: 0 }) : undefined)
  );
}

async function claimGold(
  tx: Database,
  { random, newId }: Means,
  wanted: { raterId: string; studyDatasetId: string; claimedAt: number; leaseUntil: number },
): Promise<string | undefined> {
  const unseen = await listUnseenGold(tx, wanted);
  const gold = unseen[Math.floor(random() * unseen.length)];
  if (!gold) return undefined;
  const id = newId();
  await insertGoldClaim(tx, { ...wanted, ...gold, id, choicesReversed: random() < 0.5 });
  return id;
}

/** A claim that the rater let lapse, with a fresh lease: where there are no more raters than the overlap, nobody else can. */
async function takeBack(tx: Database, claimant: Claimant, now: number): Promise<string | undefined> {
  for (const { id, studyItemId } of await listOwnExpired(tx, claimant)) {
    const slot = await takeFreeSlot(tx, studyItemId);
    if (slot !== undefined) {
      await reviveClaim(tx, { id, slot, claimedAt: now, leaseUntil: leaseUntil(now) });
      return id;
    }
  }
  return undefined;
}

/** The claim the rater holds, with a fresh lease; its time starts again if it had lapsed. */
async function continueClaim(tx: Database, claimant: Claimant, now: number): Promise<string | undefined> {
  const claim = await findClaim(tx, claimant);
  if (!claim) return undefined;
  const claimedAt = isLapsed(claim, now) ? now : claim.claimedAt;
  return (await renewClaim(tx, { id: claim.id, claimedAt, leaseUntil: leaseUntil(now) }))
    ? claim.id
    : undefined;
}
