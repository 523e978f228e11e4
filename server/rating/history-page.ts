import { pageNumber } from '../web/page-number';
import type { Database } from '../db/database';
import { paths } from '../paths';
import { dateTime } from '../web/format';
import type { Words } from '../web/wording/words';
import { offersCannotTell } from '../questions/cannot-tell';
import { loadStudy } from '../studies/study-store';
import { historyQuery, type HistoryFilter, type ShownKind } from './history-filter';
import {
  countPastItems,
  listPastDatasets,
  listPastItems,
  type PastDataset,
  type PastItem,
} from './history-store';
import { openAssignment } from './open-assignment';
import { ratingAsRead } from './rating-page';
import { skipReasons } from './skip-reasons';

const pageSize = 20;

/** What the rater has rated and skipped, or the part of it that is looked at, the last one first. */
export async function historyPage(
  db: Database,
  t: Words,
  { raterId, askedPage, filter }: { raterId: string; askedPage: unknown; filter: HistoryFilter },
) {
  const total = await countPastItems(db, raterId, filter);
  const { page, pages, offset } = pageNumber(askedPage, total, pageSize);
  const items = [];
  for (const past of await listPastItems(db, raterId, { filter, limit: pageSize, offset })) {
    items.push(await historyRow(db, t, { past, raterId }));
  }
  const hrefOf = (number: number): string => `${paths.history()}?${historyQuery(filter, number)}`;
  return {
    title: t('history.title'),
    items,
    page,
    pages,
    hrefOf,
    filters: await filtersOf(db, raterId, { filter, t }),
  };
}

/** The form that narrows the history down; undefined while there is nothing in it. */
async function filtersOf(db: Database, raterId: string, { filter, t }: { filter: HistoryFilter; t: Words }) {
  const datasets = await listPastDatasets(db, raterId);
  if (datasets.length === 0) return undefined;
  const kinds: { value: ShownKind; text: string }[] = [
    { value: 'all', text: t('filters.everything') },
    { value: 'flagged', text: t('filters.flagged') },
    { value: 'skipped', text: t('filters.skipped') },
    ...((await mayNotTell(db, datasets))
      ? [{ value: 'cannot-tell' as const, text: t('filters.cannotTell') }]
      : []),
  ];
  return {
    isSet: filter.studyDatasetId !== '' || filter.kind !== 'all',
    datasets: [
      { value: '', text: t('filters.allDatasets') },
      ...datasets.map(({ studyDatasetId, studyName, behavior }) => ({
        value: studyDatasetId,
        text: `${studyName}: ${behavior}`,
      })),
    ],
    dataset: filter.studyDatasetId,
    kinds,
    kind: filter.kind,
  };
}

async function mayNotTell(db: Database, datasets: readonly PastDataset[]): Promise<boolean> {
  for (const studyId of new Set(datasets.map((dataset) => dataset.studyId))) {
    if (offersCannotTell((await loadStudy(db, studyId)).questions)) return true;
  }
  return false;
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
