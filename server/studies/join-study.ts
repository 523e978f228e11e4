import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { Database } from '../db/database';
import { Conflict } from '../errors';
import { findClashingStudy } from './clashing-store';
import { insertParticipation, isParticipant } from './participation-store';
import { mayJoin } from './study-state';
import { holdStudy } from './study-state-store';
import { loadStudy } from './study-store';

/** What somebody reads who comes too late to join. */
const closedToRaters = 'This study is closed: nobody can join it any more.';
const askAgain = 'Thank you for coming. Ask the person who invited you whether there is another study.';

/** A prime larger than any study: `(position * multiplier + increment) % orderPrime` permutes the positions. */
export const orderPrime = 1_000_003;

/**
 * Makes the rater a participant of the study, with an order of items of the rater's own: files often alternate
 * their labels, so a shared or file order would give the labels away. Joining twice changes nothing.
 * @throws Conflict when the study is closed or locked, and when the rater could see labels in one study and rate the
 * same items blind in another
 */
export async function joinStudy(
  tx: Database,
  context: Pick<Context, 'now' | 'newId' | 'random'>,
  { studyId, raterId }: { studyId: string; raterId: string },
): Promise<void> {
  if (await isParticipant(tx, studyId, raterId)) return;
  const clashing = await findClashingStudy(tx, { studyId, raterId });
  if (clashing) {
    throw new Conflict(
      `This study has items of “${clashing.name}”, which you are in. One shows their labels; the other must not.`,
      'Go on with the study you are in, or ask who invited you for a study with other items.',
    );
  }
  // A study that is being closed or locked at this moment is looked at before that or after it, never in between.
  await holdStudy(tx, studyId);
  if (!mayJoin(await loadStudy(tx, studyId))) throw new Conflict(closedToRaters, askAgain);
  const { isNew } = await insertParticipation(tx, {
    studyId,
    raterId,
    multiplier: 1 + Math.floor(context.random() * (orderPrime - 1)),
    increment: Math.floor(context.random() * orderPrime),
    joinedAt: context.now(),
  });
  if (isNew) await recordAudit(tx, context, { actorId: raterId, action: 'study joined', objectId: studyId });
}
