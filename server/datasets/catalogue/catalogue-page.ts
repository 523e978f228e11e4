import { paths } from '../../paths';
import { date, plural, wholeNumber } from '../../web/format';
import { polarities, purposes, sources } from '../dataset-form';
import { formats } from '../formats';
import { summaryInWords } from '../lint/report/lint-summary';
import { withoutCategory } from './catalogue';
import {
  catalogueHref,
  datasetStates,
  isFiltered,
  type CatalogueQuery,
  type CatalogueSort,
} from './catalogue-query';
import type { Catalogue, ListedEntry } from './load-catalogue';

/** The locals of the list of datasets. */
export function cataloguePage(catalogue: Catalogue, query: CatalogueQuery, mayOpenLint: boolean) {
  const { all, entries, found, previous, next } = catalogue;
  const drafts = all.filter(({ dataset }) => dataset.behaviorConfirmedAt === null).length;
  const link = (text: string, after: string | undefined) =>
    after === undefined ? undefined : { text, href: catalogueHref({ ...query, after }) };
  return {
    title: 'Datasets',
    isEmpty: all.length === 0,
    drafts: drafts === 0 ? undefined : `${plural(drafts, 'behavior is', 'behaviors are')} not confirmed yet.`,
    query: { ...query, order: query.isDescending ? 'descending' : 'ascending' },
    filters: filtersOf(catalogue),
    sorts: columns.flatMap(({ text, sort }) => (sort ? [{ value: sort, text }] : [])),
    isFiltered: isFiltered(query),
    found: isFiltered(query)
      ? `${plural(found, 'dataset', 'datasets')} of ${wholeNumber(all.length)}`
      : plural(found, 'dataset', 'datasets'),
    columns: columns.map((column) => columnOf(column, query)),
    rows: entries.map((entry) => rowOf(entry, mayOpenLint)),
    previous: link('Previous page', previous),
    next: link('Next page', next),
  };
}

interface Column {
  readonly text: string;
  readonly sort?: CatalogueSort;
  readonly numeric?: boolean;
  readonly nowrap?: boolean;
}

const columns: readonly Column[] = [
  { text: 'Dataset', sort: 'dataset' },
  { text: 'Behavior: someone who …', sort: 'behavior' },
  { text: 'Family', sort: 'family' },
  { text: 'Source', sort: 'source' },
  { text: 'State', nowrap: true },
  { text: 'Items', sort: 'items', numeric: true },
  { text: 'Lint', sort: 'lint' },
  { text: 'Imported', sort: 'imported', nowrap: true },
];

/** These begin with what is most of interest: the largest, the worst, the newest. */
const descendingFirst: readonly CatalogueSort[] = ['items', 'lint', 'imported'];

/** A second click on the same column turns the order round. */
function columnOf({ sort, ...column }: Column, query: CatalogueQuery) {
  if (!sort) return column;
  const isSorted = query.sort === sort;
  const isDescending = isSorted ? !query.isDescending : descendingFirst.includes(sort);
  return {
    ...column,
    href: catalogueHref({ ...query, sort, isDescending, after: '' }),
    ...(isSorted ? { sorted: query.isDescending ? 'descending' : 'ascending' } : {}),
  };
}

function rowOf(entry: ListedEntry, mayOpenLint: boolean) {
  const { dataset, tags, isInStudy, lint } = entry;
  const { id, slug, behavior, family, category, source, purpose, itemCount } = dataset;
  return [
    {
      text: slug,
      href: paths.dataset(id),
      note: [...(purpose === 'gold' ? ['Gold'] : []), ...tags].join(', ') || undefined,
    },
    { text: behavior, note: dataset.polarity === 'inverted' ? 'Inverted' : undefined },
    { text: family, note: category || undefined },
    sourceWords[source],
    {
      text: dataset.behaviorConfirmedAt === null ? 'Draft' : 'Confirmed',
      note: isInStudy ? 'In a study' : 'In no study',
    },
    { text: wholeNumber(itemCount), note: itemsNote(entry) },
    { text: summaryInWords(lint), ...(mayOpenLint && { href: paths.datasetLint(id) }) },
    date(dataset.createdAt),
  ];
}

function itemsNote({ dataset: { itemCount, labelledCount }, quarantined }: ListedEntry): string {
  const labelled = labelledCount === itemCount ? 'all labelled' : `${wholeNumber(labelledCount)} labelled`;
  return quarantined === 0 ? labelled : `${labelled}, ${wholeNumber(quarantined)} quarantined`;
}

const sourceWords = { model: 'Model', human: 'People' } as const;

/** What can be chosen for each filter: what there is among the datasets. */
function filtersOf({ all }: Catalogue) {
  const used = (values: readonly string[]): string[] => [...new Set(values)].sort();
  const own = (values: readonly string[]) => values.map((value) => ({ value, text: value || 'None' }));
  const categories = used(all.map(({ dataset }) => dataset.category));
  const keys = new Set(all.map(({ dataset }) => dataset.format));
  const choices: [name: string, label: string, choices: { value: string; text: string }[]][] = [
    ['family', 'Family', own(used(all.map(({ dataset }) => dataset.family)))],
    [
      'category',
      'Category',
      own(categories).map(({ value, text }) => ({ value: value || withoutCategory, text })),
    ],
    ['tag', 'Tag', own(used(all.flatMap(({ tags }) => tags)))],
    ['state', 'State', datasetStates.map((value) => ({ value, text: capitalized(value) }))],
    ['source', 'Source', sources.map((value) => ({ value, text: sourceWords[value] }))],
    ['purpose', 'Purpose', purposes.map((value) => ({ value, text: capitalized(value) }))],
    ['polarity', 'Polarity', polarities.map((value) => ({ value, text: capitalized(value) }))],
    [
      'format',
      'Format',
      formats.filter(({ key }) => keys.has(key)).map(({ key, name }) => ({ value: key, text: name })),
    ],
  ];
  return choices.map(([name, label, given]) => ({
    name,
    label,
    choices: [{ value: '', text: 'Any' }, ...given],
  }));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
