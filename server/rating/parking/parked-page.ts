import type { Context } from '../../context';
import { paths } from '../../paths';
import { dateTime } from '../../web/format';
import { openAssignment } from '../open-assignment';
import { ratingAsRead } from '../rating-page';
import { listParked, type ParkedRating } from './parked-store';

/** Asks the rater about each answer that came while nobody was signed in. */
export async function parkedPage(context: Context, raterId: string) {
  const parked = [];
  for (const one of await listParked(context.db, raterId, context.now())) {
    parked.push(await parkedRow(context, one, raterId));
  }
  return { title: parked.length === 1 ? 'Save your answer?' : 'Save your answers?', parked };
}

async function parkedRow({ db }: Context, parked: ParkedRating, raterId: string) {
  const { assignmentId, parkedAt, expiresAt } = parked;
  const open = await openAssignment(db, { assignmentId, raterId });
  return {
    studyName: open.studyName,
    behavior: open.behavior,
    text: open.item.text,
    answers: ratingAsRead(open.asked, parked),
    sentAt: dateTime(parkedAt),
    keptUntil: dateTime(expiresAt),
    save: paths.parkedRating(assignmentId),
    discard: paths.parkedRemoval(assignmentId),
  };
}
