import { isId } from '../web/path-id';

/** Which of the items in the history are looked for. */
export const shownKinds = ['all', 'flagged', 'skipped', 'cannot-tell'] as const;
export type ShownKind = (typeof shownKinds)[number];

/** What part of the history is looked at. */
export interface HistoryFilter {
  /** The dataset in its study; empty for all. */
  readonly studyDatasetId: string;
  readonly kind: ShownKind;
}

/** Reads the query of the page; what is no filter is left out. */
export function historyFilter(query: Readonly<Record<string, unknown>>): HistoryFilter {
  const { dataset, show } = query;
  return {
    studyDatasetId: typeof dataset === 'string' && isId(dataset) ? dataset : '',
    kind: shownKinds.find((kind) => kind === show) ?? 'all',
  };
}

/** The query that leads to a part of the history, without the question mark. */
export function historyQuery({ studyDatasetId, kind }: HistoryFilter, page: number): string {
  const query = new URLSearchParams();
  if (studyDatasetId) query.set('dataset', studyDatasetId);
  if (kind !== 'all') query.set('show', kind);
  query.set('page', String(page));
  return query.toString();
}
