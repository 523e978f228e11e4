import {
  browse,
  datasetsPerPage,
  withoutCategory,
  type CatalogueEntry,
  type CataloguePlace,
} from '../../../server/datasets/catalogue/catalogue';
import {
  catalogueHref,
  isFiltered,
  readCatalogueQuery,
  type CatalogueQuery,
} from '../../../server/datasets/catalogue/catalogue-query';
import type { Dataset } from '../../../server/datasets/dataset-store';
import { paths } from '../../../server/paths';
import { newDataset } from '../store-dataset';

function entry(
  slug: string,
  changes: Partial<Dataset> = {},
  others: Partial<Omit<CatalogueEntry, 'dataset'>> = {},
): CatalogueEntry {
  return {
    dataset: { ...newDataset(slug), itemCount: 1, labelledCount: 1, ...changes },
    tags: [],
    isInStudy: false,
    ...others,
  };
}

const asked = (query: Record<string, unknown>): CatalogueQuery => readCatalogueQuery(query);
const slugs = (entries: readonly CatalogueEntry[], query: Record<string, unknown>): string[] =>
  browse(entries, asked(query)).entries.map(({ dataset }) => dataset.slug);

const lint = (error: number, warning: number, note: number) => ({ lint: { error, warning, note } });

const entries = [
  entry(
    'rain',
    {
      behavior: 'likes Rain',
      family: 'Weather',
      category: 'skies',
      fileName: 'wet/rain.jsonl',
      itemCount: 10,
      createdAt: 3,
    },
    { tags: ['pilot'], ...lint(0, 5, 0) },
  ),
  entry(
    'snow',
    {
      behavior: 'likes “snow” 100%',
      family: 'weather',
      source: 'human',
      itemCount: 9,
      createdAt: 1,
      behaviorConfirmedAt: null,
    },
    { isInStudy: true, ...lint(1, 0, 0) },
  ),
  entry(
    'trust',
    {
      behavior: 'écoute',
      family: 'ai',
      category: 'safety',
      purpose: 'gold',
      polarity: 'inverted',
      format: 'persona',
      itemCount: 100,
      createdAt: 2,
    },
    { tags: ['first wave', 'pilot'] },
  ),
];

it.each<[Record<string, string>, string[]]>([
  [{}, ['rain', 'snow', 'trust']],
  [{ search: 'RAIN' }, ['rain']],
  [{ search: 'wet' }, ['rain']],
  [{ search: '  likes   weather ' }, []],
  [{ search: 'likes wet' }, ['rain']],
  [{ search: 'first' }, ['trust']],
  [{ search: 'ÉCOUTE' }, ['trust']],
  [{ search: '“snow” 100%' }, ['snow']],
  [{ search: '%' }, ['snow']],
  [{ family: 'weather' }, ['snow']],
  [{ category: 'safety' }, ['trust']],
  [{ category: withoutCategory }, ['snow']],
  [{ source: 'human' }, ['snow']],
  [{ purpose: 'gold' }, ['trust']],
  [{ polarity: 'inverted' }, ['trust']],
  [{ format: 'persona' }, ['trust']],
  [{ tag: 'pilot' }, ['rain', 'trust']],
  [{ state: 'draft' }, ['snow']],
  [{ state: 'confirmed' }, ['rain', 'trust']],
  [{ state: 'in a study' }, ['snow']],
  [{ state: 'in no study' }, ['rain', 'trust']],
  [{ state: 'nonsense' }, ['rain', 'snow', 'trust']],
  [{ tag: 'pilot', source: 'human' }, []],
])('finds what %j asks for', (query, found) => {
  expect(slugs(entries, query)).toEqual(found);
  expect(browse(entries, asked(query)).found).toBe(found.length);
});

it.each<[string, string[]]>([
  ['dataset', ['rain', 'snow', 'trust']],
  ['behavior', ['rain', 'snow', 'trust']],
  ['family', ['trust', 'snow', 'rain']],
  ['source', ['snow', 'rain', 'trust']],
  ['items', ['snow', 'rain', 'trust']],
  ['lint', ['trust', 'rain', 'snow']],
  ['imported', ['snow', 'trust', 'rain']],
  ['nonsense', ['rain', 'snow', 'trust']],
])('sorts by %s', (sort, expected) => {
  expect(slugs(entries, { sort })).toEqual(expected);
});

it('turns the order round, with equal ones still by name', () => {
  expect(slugs(entries, { sort: 'items', order: 'descending' })).toEqual(['trust', 'rain', 'snow']);
  expect(slugs(entries, { sort: 'source', order: 'descending' })).toEqual(['rain', 'trust', 'snow']);
});

describe('paging by key', () => {
  const many = Array.from({ length: 2 * datasetsPerPage + 1 }, (_, n) =>
    entry(`set-${String(n).padStart(3, '0')}`),
  );

  it('gives every dataset once on the way forth and back', () => {
    const seen: string[][] = [];
    let after: string | undefined = '';
    while (after !== undefined) {
      const place: CataloguePlace<CatalogueEntry> = browse(many, asked({ after }));
      seen.push(place.entries.map(({ dataset }) => dataset.slug));
      if (place.next === undefined) {
        expect(browse(many, asked({ after: place.previous })).entries[0]!.dataset.slug).toBe('set-050');
        expect(browse(many, asked({ after: 'set-049' })).previous).toBe('');
      }
      after = place.next;
    }
    expect(seen.map((page) => page.length)).toEqual([50, 50, 1]);
    expect(seen.flat()).toEqual(many.map(({ dataset }) => dataset.slug));
  });

  it('stays in place when a dataset before it goes', () => {
    const { next } = browse(many, asked({}));
    expect(slugs(many.slice(1), { after: next })[0]).toBe('set-050');
  });

  it('begins again when the dataset it would go on from is gone', () => {
    expect(browse(many, asked({ after: 'gone' })).entries[0]!.dataset.slug).toBe('set-000');
    expect(browse(many, asked({})).previous).toBeUndefined();
  });
});

it('writes an address that asks the same', () => {
  const query = asked({
    search: 'a & b',
    category: withoutCategory,
    sort: 'items',
    order: 'descending',
    after: 'x',
  });
  const href = catalogueHref(query);
  expect(asked(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(query);
  expect(catalogueHref(asked({}))).toBe(paths.datasets());
});

it('reads texts of an address only, cut where they are too long', () => {
  expect(asked({ search: ['a', 'b'], family: 5 })).toEqual(asked({}));
  expect(asked({ tag: 'x'.repeat(500) }).tag).toHaveLength(200);
});

it('knows an order from a filter', () => {
  expect(isFiltered(asked({ sort: 'items', order: 'descending', after: 'x' }))).toBe(false);
  expect(isFiltered(asked({ tag: 'x' }))).toBe(true);
});
