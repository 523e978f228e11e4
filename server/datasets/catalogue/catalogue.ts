import type { Dataset } from '../dataset-store';
import type { LintSummary } from '../lint/report/lint-summary';
import type { CatalogueQuery, CatalogueSort } from './catalogue-query';

/** A dataset as the list shows it. */
export interface CatalogueEntry {
  readonly dataset: Dataset;
  readonly tags: readonly string[];
  readonly isInStudy: boolean;
  /** Undefined for a dataset that was never linted. */
  readonly lint?: LintSummary | undefined;
}

/** One page of the datasets a query finds. */
export interface CataloguePlace<Entry> {
  readonly entries: readonly Entry[];
  /** On all pages. */
  readonly found: number;
  /** The dataset the page before this one starts after; '' for the first page, undefined when there is none. */
  readonly previous: string | undefined;
  /** The dataset the next page starts after. */
  readonly next: string | undefined;
}

export const datasetsPerPage = 50;

/** The datasets that the query asks for, sorted as it says: the page after the dataset it names, or the first one. */
export function browse<Entry extends CatalogueEntry>(
  entries: readonly Entry[],
  query: CatalogueQuery,
): CataloguePlace<Entry> {
  const found = entries.filter((entry) => isAskedFor(entry, query)).sort(orderOf(query));
  const start = found.findIndex(({ dataset }) => dataset.id === query.after) + 1;
  const end = start + datasetsPerPage;
  const before = start - datasetsPerPage;
  return {
    entries: found.slice(start, end),
    found: found.length,
    previous: start === 0 ? undefined : before > 0 ? found[before - 1]!.dataset.id : '',
    next: end < found.length ? found[end - 1]!.dataset.id : undefined,
  };
}

function isAskedFor({ dataset, tags, isInStudy }: CatalogueEntry, query: CatalogueQuery): boolean {
  const { slug, behavior, fileName, family, category, source, purpose, polarity, format } = dataset;
  const words = folded(query.search).split(/\s+/);
  const places = [slug, behavior, fileName, ...tags].map(folded);
  return (
    words.every((word) => places.some((place) => place.includes(word))) &&
    [
      [query.family, family],
      [query.category, category || withoutCategory],
      [query.source, source],
      [query.purpose, purpose],
      [query.polarity, polarity],
      [query.format, format],
    ].every(([asked, value]) => asked === '' || asked === value) &&
    (query.tag === '' || tags.includes(query.tag)) &&
    isInState(query.state, dataset.behaviorConfirmedAt !== null, isInStudy)
  );
}

/** How a query asks for datasets without a category; no category can be called that. */
export const withoutCategory = ' ';

function isInState(asked: CatalogueQuery['state'], isConfirmed: boolean, isInStudy: boolean): boolean {
  if (asked === 'draft' || asked === 'confirmed') return isConfirmed === (asked === 'confirmed');
  return asked === '' || isInStudy === (asked === 'in a study');
}

/** As texts are compared with what somebody types: without case and width. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

type Order = (a: CatalogueEntry, b: CatalogueEntry) => number;

/** Equal ones by slug, so that the order is the same every time. */
function orderOf({ sort, isDescending }: CatalogueQuery): Order {
  const direction = isDescending ? -1 : 1;
  return (a, b) => direction * orders[sort](a, b) || orders.dataset(a, b);
}

const orders: Readonly<Record<CatalogueSort, Order>> = {
  dataset: (a, b) => compare(a.dataset.slug, b.dataset.slug),
  behavior: (a, b) => compare(folded(a.dataset.behavior), folded(b.dataset.behavior)),
  family: (a, b) =>
    compare(folded(a.dataset.family), folded(b.dataset.family)) ||
    compare(folded(a.dataset.category), folded(b.dataset.category)),
  source: (a, b) => compare(a.dataset.source, b.dataset.source),
  items: (a, b) => a.dataset.itemCount - b.dataset.itemCount,
  lint: (a, b) => compareLint(a.lint, b.lint),
  imported: (a, b) => a.dataset.createdAt - b.dataset.createdAt,
};

/** The one with more errors is more, then warnings, then notes; one that was never linted is less than any. */
function compareLint(a: LintSummary | undefined, b: LintSummary | undefined): number {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  return a.error - b.error || a.warning - b.warning || a.note - b.note;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
