import type { Context } from '../../context';
import { paths } from '../../paths';
import { dateTime } from '../../web/format';
import type { Words } from '../../web/wording/words';
import { openAssignment } from '../open-assignment';
import { ratingAsRead } from '../rating-page';
import { listParked, type ParkedRating } from './parked-store';

/** Asks the rater about each answer that came while nobody was signed in. */
export async function parkedPage(context: Context, t: Words, raterId: string) {
  const parked = [];
  for (const one of await listParked(context.db, raterId, context.now())) {
    parked.push(await parkedRow(context, t, { parked: one, raterId }));
  }
  return { title: t('history.parkedTitle', { count: parked.length }), parked };
}

async function parkedRow(
  { db }: Context,
  t: Words,
  { parked, raterId }: { parked: ParkedRating; raterId: string },
) {
  const { assignmentId, parkedAt, expiresAt } = parked;
  const open = await openAssignment(db, { assignmentId, raterId });
  return {
    studyName: open.studyName,
    behavior: open.behavior,
    text: open.item.text,
    answers: ratingAsRead(t, open.asked, parked),
    times: t('history.parkedTimes', { sent: dateTime(parkedAt), until: dateTime(expiresAt) }),
    save: paths.parkedRating(assignmentId),
    discard: paths.parkedRemoval(assignmentId),
  };
}
