import { pageNumber } from '../web/page-number';
import type { Database } from '../db/database';
import { paths } from '../paths';
import { dateTime } from '../web/format';
import type { Words } from '../web/wording/words';
import { countPastItems, listPastItems, type PastItem } from './history-store';
import { openAssignment } from './open-assignment';
import { ratingAsRead } from './rating-page';
import { skipReasons } from './skip-reasons';

const pageSize = 20;

/** What the rater has rated and skipped, the last one first. */
export async function historyPage(
  db: Database,
  t: Words,
  { raterId, askedPage }: { raterId: string; askedPage: unknown },
) {
  const { page, pages, offset } = pageNumber(askedPage, await countPastItems(db, raterId), pageSize);
  const items = [];
  for (const past of await listPastItems(db, raterId, { limit: pageSize, offset })) {
    items.push(await historyRow(db, t, { past, raterId }));
  }
  return { title: t('history.title'), items, page, pages };
}

async function historyRow(db: Database, t: Words, { past, raterId }: { past: PastItem; raterId: string }) {
  const open = await openAssignment(db, { assignmentId: past.assignmentId, raterId });
  const { answers = {}, comment = null, flag = null, revision = 0 } = open.current ?? {};
  return {
    href: paths.rating(open.id),
    studyName: open.studyName,
    behavior: open.behavior,
    text: open.item.text,
    isSkipped: past.skip !== undefined,
    answers: past.skip ? skipAsRead(t, past.skip) : ratingAsRead(t, open.asked, { answers, flag, comment }),
    at: dateTime(past.at),
    revision,
    isOpen: open.study.lockedAt === null,
  };
}

function skipAsRead(t: Words, { reason, comment }: { reason: string; comment: string | null }) {
  const message = skipReasons.find(({ key }) => key === reason)?.message;
  return [
    { legend: t('history.whySkipped'), text: message ? t(message) : reason },
    ...(comment ? [{ legend: t('rate.comment'), text: comment }] : []),
  ];
}
