import { paths } from '../../paths';

export const catalogueSorts = [
  'dataset',
  'behavior',
  'family',
  'source',
  'items',
  'lint',
  'imported',
] as const;
export type CatalogueSort = (typeof catalogueSorts)[number];

export const datasetStates = ['draft', 'confirmed', 'in a study', 'in no study'] as const;

/** What the list of datasets is asked for; '' asks for anything. */
export interface CatalogueQuery {
  readonly search: string;
  readonly family: string;
  readonly category: string;
  readonly source: string;
  readonly purpose: string;
  readonly polarity: string;
  readonly state: (typeof datasetStates)[number] | '';
  readonly format: string;
  readonly tag: string;
  readonly sort: CatalogueSort;
  readonly isDescending: boolean;
  /** The dataset the page starts after. */
  readonly after: string;
}

const longestValue = 200;

/** Reads an address's query; what makes no sense is left out. */
export function readCatalogueQuery(query: Readonly<Record<string, unknown>>): CatalogueQuery {
  const value = (name: string): string => {
    const given = query[name];
    return typeof given === 'string' ? given.slice(0, longestValue) : '';
  };
  return {
    search: value('search').trim(),
    family: value('family'),
    category: value('category'),
    source: value('source'),
    purpose: value('purpose'),
    polarity: value('polarity'),
    state: datasetStates.find((state) => state === value('state')) ?? '',
    format: value('format'),
    tag: value('tag'),
    sort: catalogueSorts.find((sort) => sort === value('sort')) ?? 'dataset',
    isDescending: value('order') === 'descending',
    after: value('after'),
  };
}

/** The address of the list as a query asks for it. */
export function catalogueHref({ sort, isDescending, ...filters }: CatalogueQuery): string {
  const given = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  if (sort !== 'dataset') given.set('sort', sort);
  if (isDescending) given.set('order', 'descending');
  return given.size === 0 ? paths.datasets() : `${paths.datasets()}?${given.toString()}`;
}

/** Whether it asks for some datasets only. */
export function isFiltered(query: CatalogueQuery): boolean {
  const unfiltered = readCatalogueQuery({});
  const { sort, isDescending, after } = query;
  return catalogueHref({ ...unfiltered, sort, isDescending, after }) !== catalogueHref(query);
}
