import type { Dataset } from '../../../../server/datasets/dataset-store';
import { listDecisions } from '../../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../../server/datasets/lint-store';
import { findOpenJob } from '../../../../server/jobs/job-store';
import { paths } from '../../../../server/paths';
import { engines } from '../../../support/engines';
import { openHouse, type Agent, type House } from '../../../support/house';
import { fieldErrors, mainText, page, tableRows } from '../../../support/html';
import { storeDataset } from '../../store-dataset';
import { storeLinted } from './linted-dataset';

const findings = [
  ['gone-rule', 1, 'Says “a\u200bb”.'],
  ['gone-rule', 3],
  ['lopsided-rule', 0, 'All labels are A.'],
] as const;

/** The facts at the top of a page by their names. */
function factsOf($: ReturnType<typeof page>): Record<string, string> {
  const facts = $('dl.facts > div').toArray();
  return Object.fromEntries(facts.map((fact) => [$(fact).find('dt').text(), $(fact).find('dd').text()]));
}

describe.each(engines)('the lint pages of a dataset on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (url: string) => page((await dana.get(url).expect(200)).text);
  const ruleUrl = ({ id }: Dataset, rule: string): string => `${paths.datasetLint(id)}?rule=${rule}`;
  const decide = (dataset: Dataset, rule: string, decision: string) =>
    dana.post(paths.lintDecisions(dataset.id)).type('form').send({ rule, decision });

  it('say how many items have findings, and by which rule', async () => {
    const dataset = await storeLinted(house.context, 'x', { findings });
    const $ = await open(paths.datasetLint(dataset.id));
    expect(factsOf($)).toMatchObject({
      Items: '4',
      'Items with findings': '2 (50.0%), ignored rules left out',
      'Quarantined items': '0 (0.0%)',
    });
    expect(tableRows($, 'Findings by rule')).toEqual([
      ['gone-rule', 'Note', 'This rule is no longer applied.', '2', 'None'],
      ['lopsided-rule', 'Note', 'This rule is no longer applied.', '1', 'None'],
    ]);
    expect($(`a[href="${ruleUrl(dataset, 'gone-rule')}"]`)).toHaveLength(1);
  });

  it('say that nothing was found, that nobody has looked, or that nobody can', async () => {
    const { context } = house;
    const clean = await storeLinted(context, 'clean');
    const old = await storeLinted(context, 'old', { isLinted: false });
    const lost = await storeDataset(context, 'lost');
    expect(mainText(await open(paths.datasetLint(clean.id)))).toContain(
      'No rule found anything. 4 items were checked.',
    );
    const $ = await open(paths.datasetLint(old.id));
    expect(mainText($)).toContain('Not linted yet.');
    expect(mainText($, 'main form button')).toBe('Lint now');
    expect((await open(paths.datasetLint(lost.id)))('main form')).toHaveLength(0);
    await dana.post(paths.lintRuns(lost.id)).type('form').send({}).expect(409);
  });

  it('show what a rule found beside the item, with what is invisible made visible', async () => {
    const { context } = house;
    const dataset = await storeLinted(context, 'x', { findings });
    await context.db.run(
      'UPDATE items SET content = ? WHERE dataset_id = ? AND line = 3',
      JSON.stringify({ text: 'one\ntwo\u202e<script>', choices: [], details: [] }),
      dataset.id,
    );
    const $ = await open(ruleUrl(dataset, 'gone-rule'));
    expect(tableRows($, 'Findings in file order')).toEqual([
      ['1', 'Question 1?', 'Says “a\\u200bb”.'],
      ['3', 'one ↵ two\\u202e<script>', 'd'],
    ]);
    const whole = await open(ruleUrl(dataset, 'lopsided-rule'));
    expect(tableRows(whole, 'Findings in file order')).toEqual([['Whole file', '', 'All labels are A.']]);
  });

  it('show fifty findings at a time, by the line they come after', async () => {
    const dataset = await storeLinted(house.context, 'x');
    const many = Array.from({ length: 120 }, (_, n) => ({ rule: 'r', line: 2 * n + 1, detail: 'd' }));
    await insertFindings(house.context.db, dataset.importId!, many);
    const lines: string[] = [];
    let pages = 0;
    for (let url: string | undefined = ruleUrl(dataset, 'r'); url; pages++) {
      const $ = await open(url);
      lines.push(...tableRows($, 'Findings in file order').map(([line]) => line!));
      expect($('nav a:contains(First)')).toHaveLength(pages === 0 ? 0 : 1);
      url = $('a[rel=next]').attr('href');
    }
    expect(pages).toBe(3);
    expect(lines).toEqual(many.map(({ line }) => String(line)));
    await dana.get(`${ruleUrl(dataset, 'r')}&after=-1'`).expect(200);
  });

  it('quarantine, ignore, and take it back; who and when is shown and noted', async () => {
    const { context, cast } = house;
    const dataset = await storeLinted(context, 'x', { findings });
    await decide(dataset, 'gone-rule', 'quarantined')
      .expect(303)
      .expect('Location', ruleUrl(dataset, 'gone-rule'));
    const made = {
      datasetId: dataset.id,
      rule: 'gone-rule',
      decidedBy: cast.dana.id,
      decidedAt: context.now(),
    };
    expect(await listDecisions(context.db, dataset.id)).toEqual([{ ...made, decision: 'quarantined' }]);
    const $ = await open(ruleUrl(dataset, 'gone-rule'));
    expect(mainText($)).toContain(
      '2 items never enter a sample from now on. Studies already frozen keep theirs.',
    );
    expect(factsOf($).Decision).toMatch(/^Quarantined by dana, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    expect(
      $('main form button')
        .toArray()
        .map((button) => $(button).text()),
    ).toEqual(['Ignore these findings', 'Take the decision back']);
    expect(factsOf(await open(paths.datasetLint(dataset.id)))['Quarantined items']).toContain('2 (50.0%)');
    await decide(dataset, 'gone-rule', 'ignored').expect(303);
    expect(factsOf(await open(paths.datasetLint(dataset.id)))['Items with findings']).toContain('0 (0.0%)');
    await decide(dataset, 'gone-rule', 'none').expect(303);
    await decide(dataset, 'gone-rule', 'none').expect(303);
    expect(await listDecisions(context.db, dataset.id)).toEqual([]);
    const events = await context.db.all<{ action: string; actor_id: string; detail: string }>(
      'SELECT action, actor_id, detail FROM audit_events WHERE object_id = ? ORDER BY id',
      dataset.id,
    );
    const actions = ['lint rule quarantined', 'lint rule ignored', 'lint decision taken back'];
    expect(events.map(({ action }) => action).sort()).toEqual(actions.sort());
    for (const event of events) {
      expect(event).toMatchObject({ actor_id: cast.dana.id, detail: '{"rule":"gone-rule"}' });
    }
  });

  it('offer no quarantine where no single item is meant, and refuse it', async () => {
    const dataset = await storeLinted(house.context, 'x', { findings });
    const $ = await open(ruleUrl(dataset, 'lopsided-rule'));
    expect(mainText($, 'main form')).toBe('Ignore these findings');
    const { text } = await decide(dataset, 'lopsided-rule', 'quarantined').expect(422);
    expect(page(text)('title').text()).toMatch(/^Error: /);
    expect(Object.keys(fieldErrors(page(text)))).toEqual(['decision']);
    await decide(dataset, 'lopsided-rule', 'ignored').expect(303);
  });

  it('offer nothing to decide about a rule that found nothing', async () => {
    const dataset = await storeLinted(house.context, 'x', { findings });
    const $ = await open(ruleUrl(dataset, 'exact-duplicate'));
    expect(mainText($)).toContain('No findings here.');
    expect($('main form')).toHaveLength(0);
  });

  it('refuse a decision they do not know, a rule there is not, and a field the form has not', async () => {
    const dataset = await storeLinted(house.context, 'x', { findings });
    await decide(dataset, 'gone-rule', 'deleted').expect(422);
    await decide(dataset, 'no-rule', 'ignored').expect(404);
    await decide(dataset, 'x'.repeat(101), 'ignored').expect(404);
    await dana.post(paths.lintDecisions(dataset.id)).type('form').send({}).expect(404);
    const typed = { rule: 'gone-rule', decision: 'ignored', line: '3' };
    await dana.post(paths.lintDecisions(dataset.id)).type('form').send(typed).expect(400);
    expect(await listDecisions(house.context.db)).toEqual([]);
  });

  it('ask for the dataset to be linted again, once', async () => {
    const { context } = house;
    const dataset = await storeLinted(context, 'x');
    const url = paths.lintRuns(dataset.id);
    for (let n = 1; n <= 2; n++) {
      await dana
        .post(url)
        .type('form')
        .send({})
        .expect(303)
        .expect('Location', paths.datasetLint(dataset.id));
    }
    expect(await findOpenJob(context.db, 'lint-dataset', dataset.id)).toMatchObject({ state: 'queued' });
    await context.db.run('UPDATE jobs SET done = 3, total = 12');
    const $ = await open(paths.datasetLint(dataset.id));
    expect(mainText($)).toContain('The dataset is being linted: 25% done.');
    expect($('main form')).toHaveLength(0);
    await context.db.run(
      "UPDATE jobs SET state = 'failed', message = 'The original is gone.', finished_at = 5",
    );
    expect(mainText(await open(paths.datasetLint(dataset.id)))).toContain('failed. The original is gone.');
  });

  it('give everything as JSON: the dataset, each rule, and every finding in order', async () => {
    const { context } = house;
    const dataset = await storeLinted(context, 'x', {
      findings: [...findings, ['a-rule', 3, 'NUL \0'], ['a-rule', 9]],
    });
    await decide(dataset, 'gone-rule', 'quarantined').expect(303);
    const response = await dana.get(paths.datasetLintJson(dataset.id)).expect(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename=x-lint.json',
    });
    const items = await context.db.all<{ id: string; line: number }>('SELECT id, line FROM items');
    const idOn = (line: number): string => items.find((item) => item.line === line)!.id;
    expect(JSON.parse(response.text)).toMatchObject({
      dataset: 'x',
      id: dataset.id,
      sha256: 'hash of x',
      items: 4,
      itemsWithFindings: 3,
      quarantined: 2,
      rules: expect.arrayContaining([
        { key: 'gone-rule', name: 'gone-rule', severity: 'note', count: 2, decision: 'quarantined' },
        { key: 'lopsided-rule', name: 'lopsided-rule', severity: 'note', count: 1, decision: null },
      ]) as unknown,
      findings: [
        { rule: 'lopsided-rule', line: 0, item: null, detail: 'All labels are A.' },
        { rule: 'gone-rule', line: 1, item: idOn(1), detail: 'Says “a\u200bb”.' },
        { rule: 'a-rule', line: 3, item: idOn(3), detail: 'NUL \0' },
        { rule: 'gone-rule', line: 3, item: idOn(3), detail: 'd' },
        { rule: 'a-rule', line: 9, item: null, detail: 'd' },
      ],
    });
    const empty = await storeLinted(context, 'empty');
    const lost = await storeDataset(context, 'lost');
    for (const { id } of [empty, lost]) {
      const { body } = (await dana.get(paths.datasetLintJson(id)).expect(200)) as {
        body: { findings: unknown };
      };
      expect(body.findings).toEqual([]);
    }
  });

  it('are for admins only, and about datasets there are', async () => {
    const { id } = await storeLinted(house.context, 'x', { findings });
    const ada = await house.signedIn('ada');
    for (const url of [paths.datasetLint(id), paths.datasetLintJson(id)]) {
      await ada.get(url).expect(403);
      await house.visitor().get(url).expect(303);
    }
    for (const url of [paths.lintDecisions(id), paths.lintRuns(id)]) {
      await ada.post(url).type('form').send({}).expect(403);
    }
    const nowhere = house.context.newId();
    for (const url of [paths.datasetLint(nowhere), paths.datasetLintJson(nowhere)]) {
      await dana.get(url).expect(404);
    }
    for (const url of [paths.lintDecisions(nowhere), paths.lintRuns(nowhere)]) {
      await dana.post(url).type('form').send({}).expect(404);
    }
    await dana.get(ruleUrl({ id } as Dataset, 'no-rule')).expect(404);
  });
});
