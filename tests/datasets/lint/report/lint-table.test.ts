import { lintRules } from '../../../../server/datasets/lint';
import { setDecision } from '../../../../server/datasets/lint/lint-decision-store';
import { summarizeLint, summaryInWords } from '../../../../server/datasets/lint/report/lint-summary';
import { loadLintTable } from '../../../../server/datasets/lint/report/lint-table';
import { paths } from '../../../../server/paths';
import { engines } from '../../../support/engines';
import { openHouse, type Agent, type House } from '../../../support/house';
import { mainText, page, tableRows } from '../../../support/html';
import { storeDataset } from '../../store-dataset';
import { storeLinted } from './linted-dataset';

describe.each(engines)('the table of all rules and datasets on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (url: string) => page((await dana.get(url).expect(200)).text);

  const store = async (): Promise<void> => {
    const { context } = house;
    const findings = [
      ['r', 1],
      ['r', 2],
      ['q', 0],
    ] as const;
    const one = await storeLinted(context, 'one', { findings });
    await storeLinted(context, 'two', { findings: [['r', 3]] });
    await storeLinted(context, 'never', { isLinted: false });
    const decision = {
      datasetId: one.id,
      rule: 'r',
      decision: 'ignored',
      decidedBy: null,
      decidedAt: 1,
    } as const;
    await setDecision(context.db, decision);
  };

  it('says what to do while there is nothing to show', async () => {
    const $ = await open(paths.lint());
    expect(mainText($)).toContain('No datasets yet.');
    await storeLinted(house.context, 'clean');
    expect(mainText(await open(paths.lint()))).toContain('No rule found anything. 1 dataset was checked.');
  });

  it('totals each rule, and opens it to the datasets it found something in', async () => {
    await store();
    const $ = await open(paths.lint());
    const why = 'This rule is no longer applied.';
    expect(tableRows($, 'Findings by rule')).toEqual([
      ['q', 'Note', why, '1', '1 of 3'],
      ['r', 'Note', why, '3', '2 of 3'],
    ]);
    expect(mainText($)).toContain('1 dataset was never linted.');
    const rule = await open($('td a, th a').eq(1).attr('href')!);
    expect(tableRows(rule, 'Datasets with findings')).toEqual([
      ['one', '4', '2', 'Ignored'],
      ['two', '4', '1', 'None'],
    ]);
    await dana.get(`${paths.lint()}?rule=none-such`).expect(404);
  });

  it('is a download too, with every rule as a column', async () => {
    await store();
    const { text } = await dana
      .get(paths.lintTable('csv'))
      .expect(200)
      .expect('Content-Type', /^text\/csv/);
    const [header, ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(header!.slice(0, 3)).toEqual(['dataset', 'sha256', 'items']);
    expect(header).toHaveLength(3 + lintRules.length + 2);
    const cells = (row: string[]) => [row[0], row[header!.indexOf('r')], row[header!.indexOf('q')]];
    expect(rows.map(cells)).toEqual([
      ['never', '', ''],
      ['one', '2', '1'],
      ['two', '1', '0'],
    ]);
    const { body } = (await dana.get(paths.lintTable('json')).expect(200)) as {
      body: Record<string, object[]>;
    };
    expect(body.rules).toContainEqual({ key: 'r', name: 'r', severity: 'note', findings: 3, datasets: 2 });
    expect(body.datasets).toMatchObject([
      { dataset: 'never', linted: false, findings: {}, decisions: {} },
      {
        dataset: 'one',
        sha256: 'hash of one',
        items: 4,
        linted: true,
        findings: { q: 1, r: 2 },
        decisions: { r: 'ignored' },
      },
      { dataset: 'two', findings: { r: 1 } },
    ]);
  });

  it('lists every rule with its reason and examples', async () => {
    const $ = await open(paths.lintRules());
    expect($('main section')).toHaveLength(lintRules.length);
    for (const { key, why } of lintRules)
      expect(mainText($, `section[aria-labelledby="${key}"]`)).toContain(why);
  });

  it('is for admins only', async () => {
    const ada = await house.signedIn('ada');
    for (const url of [paths.lint(), paths.lintRules(), paths.lintTable('csv'), paths.lintTable('json')]) {
      await ada.get(url).expect(403);
      await house.visitor().get(url).expect(303);
    }
  });

  it('sums up a dataset in a few words, ignored rules left out', async () => {
    const { context } = house;
    await store();
    const { rows } = await loadLintTable(context.db);
    const lost = await storeDataset(context, 'lost');
    const summaries = await summarizeLint(context.db, [...rows.map(({ dataset }) => dataset), lost]);
    const words = (slug: string): string =>
      summaryInWords(summaries.get(rows.find(({ dataset }) => dataset.slug === slug)?.dataset.id ?? ''));
    expect([words('one'), words('two'), words('never'), words('lost')]).toEqual([
      '1 note',
      '1 note',
      'Not linted yet',
      'Not linted yet',
    ]);
    expect(summaries.get(rows[1]!.dataset.id)).toEqual({ error: 0, warning: 0, note: 1 });
    expect(summaryInWords({ error: 2, warning: 1, note: 0 })).toBe('2 errors, 1 warning');
    expect(summaryInWords({ error: 0, warning: 0, note: 0 })).toBe('Nothing found');
    expect(await summarizeLint(context.db, [])).toEqual(new Map());
  });
});
