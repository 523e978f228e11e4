import { replaceTags } from '../../../server/datasets/catalogue/tag-store';
import { insertImport } from '../../../server/datasets/import-store';
import { setDecision } from '../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { paths } from '../../../server/paths';
import { makeStudy } from '../../studies/small-study';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { mainText, page, tableRows } from '../../support/html';
import { importRun } from '../import-run';
import { storeDataset } from '../store-dataset';

describe.each(engines)('the list of datasets on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterAll(() => house.close());

  const listed = async (query: Record<string, string> = {}) =>
    page((await dana.get(paths.datasets()).query(query).expect(200)).text);

  it('says what to do while there is no dataset', async () => {
    const $ = await listed();
    expect(mainText($)).toContain('No datasets yet.');
    expect($(`a[href="${paths.newImport()}"]`)).toHaveLength(1);
    expect($('main form')).toHaveLength(0);
  });

  it('shows every dataset with what is known about it', async () => {
    const { context } = house;
    const { db } = context;
    await insertImport(db, importRun('an-import'));
    const labels = ['Yes', 'No', 'No'];
    const rain = await storeDataset(
      context,
      'rain',
      { importId: 'an-import', category: 'skies', behavior: 'likes rain' },
      labels,
    );
    await replaceTags(db, rain.id, ['pilot', 'wet']);
    await makeStudy(context);
    await insertFindings(db, 'an-import', [{ rule: 'gone-rule', line: 1, detail: 'x' }]);
    await db.run('INSERT INTO item_texts (import_id, line, text_key) VALUES (?, ?, ?)', 'an-import', 1, 5);
    const decision = { decision: 'quarantined', decidedBy: null, decidedAt: 1 } as const;
    await setDecision(db, { datasetId: rain.id, rule: 'gone-rule', ...decision });
    const draft = {
      behaviorConfirmedAt: null,
      source: 'human',
      purpose: 'gold',
      polarity: 'inverted',
    } as const;
    await storeDataset(context, 'snow', { ...draft, createdAt: Date.UTC(2026, 0, 2) });
    const $ = await listed();
    expect(tableRows($, 'Datasets')).toEqual([
      [
        'rain pilot, wet',
        'likes rain',
        'other skies',
        'Model',
        'Confirmed In a study',
        '3 all labelled, 1 quarantined',
        '1 note',
        '1970-01-01',
      ],
      [
        'snow Gold',
        'shows snow Inverted',
        'other',
        'People',
        'Draft In no study',
        '1 all labelled',
        'Not linted yet',
        '2026-01-02',
      ],
    ]);
    expect($(`a[href="${paths.datasetLint(rain.id)}"]`).text()).toBe('1 note');
    expect(mainText($)).toContain('1 behavior is not confirmed yet.');
    expect(mainText($)).toContain('2 datasets');
  });

  it('filters as the address says and keeps it in the form', async () => {
    const $ = await listed({ search: 'rain', tag: 'wet', state: 'in a study' });
    expect(tableRows($, 'Datasets').map(([dataset]) => dataset)).toEqual(['rain pilot, wet']);
    expect(mainText($)).toContain('1 dataset of 2');
    expect($('input[name=search]').attr('value')).toBe('rain');
    expect($('select[name=tag] option[selected]').attr('value')).toBe('wet');
    expect($('select[name=state] option[selected]').attr('value')).toBe('in a study');
    const form = new URLSearchParams($('main form').serialize());
    expect(tableRows(await listed(Object.fromEntries(form)), 'Datasets')).toHaveLength(1);
  });

  it('says how to get rid of filters that nothing fits', async () => {
    const $ = await listed({ search: "'; DROP TABLE datasets; --" });
    expect(mainText($)).toContain('No dataset fits.');
    expect($(`.empty-state a[href="${paths.datasets()}"]`).text()).toBe('Clear all filters');
    expect($('input[name=search]').attr('value')).toBe("'; DROP TABLE datasets; --");
  });

  it('is sorted by a link in the head of each column, which says how it is sorted', async () => {
    const sorted = async (href: string) => {
      const $ = page((await dana.get(href).expect(200)).text);
      return { $, slugs: tableRows($, 'Datasets').map(([slug]) => slug!.split(' ')[0]) };
    };
    const first = await sorted(paths.datasets());
    expect(
      first
        .$('th[aria-sort]')
        .toArray()
        .map((th) => first.$(th).attr('aria-sort')),
    ).toEqual(['ascending']);
    const link = ($: typeof first.$, text: string): string => $(`th a:contains("${text}")`).attr('href')!;
    const largest = await sorted(link(first.$, 'Items'));
    expect(largest.slugs).toEqual(['rain', 'snow']);
    expect(largest.$('th[aria-sort]').attr('aria-sort')).toBe('descending');
    const smallest = await sorted(link(largest.$, 'Items'));
    expect(smallest.slugs).toEqual(['snow', 'rain']);
    expect(smallest.$('th[aria-sort]').attr('aria-sort')).toBe('ascending');
    expect((await sorted(link(first.$, 'Lint'))).slugs).toEqual(['rain', 'snow']);
  });

  it('goes on where a page ends', async () => {
    for (let n = 10; n < 59; n++) await storeDataset(house.context, `many-${n}`, {}, []);
    const first = await listed({ family: 'other' });
    expect(tableRows(first, 'Datasets')).toHaveLength(50);
    const next = first('a[rel=next]').attr('href')!;
    const second = page((await dana.get(next).expect(200)).text);
    expect(tableRows(second, 'Datasets').map(([slug]) => slug!.split(' ')[0])).toEqual(['snow']);
    expect(second('nav.pagination a').attr('href')).toBe(`${paths.datasets()}?family=other`);
  });

  it('is for admins only', async () => {
    const ada = await house.signedIn('ada');
    await ada.get(paths.datasets()).expect(403);
    const { headers } = await house.visitor().get(paths.datasets()).expect(303);
    expect(headers.location).toContain(paths.signIn());
  });
});
