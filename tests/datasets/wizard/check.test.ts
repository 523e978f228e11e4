import { insertProblems } from '../../../server/datasets/import-problem-store';
import { listImports, loadImport } from '../../../server/datasets/import-store';
import { findLatestJob } from '../../../server/jobs/job-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { mainText, page, tableRows } from '../../support/html';
import { checked, fileOf, goodFile, idOf, itemLine, upload } from './wizard-client';

const dirtyFile = fileOf(
  itemLine('Do you like the rain?'),
  'not json at all',
  itemLine('Do you like the snow?', { choices: ['Perhaps', 'Never'] }),
  itemLine('Do you like the wind?'),
  '{"question": "cut off',
);

describe.each(engines)('the check on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (address: string) => page((await dana.get(address).expect(200)).text);
  const facts = ($: ReturnType<typeof page>): Record<string, string> => {
    const pairs = $('dl.facts > div').toArray();
    return Object.fromEntries(pairs.map((pair) => [$(pair).find('dt').text(), $(pair).find('dd').text()]));
  };

  it('shows how far it is, reloads without scripts unless told not to, and can be cancelled', async () => {
    const id = idOf(await upload(dana, goodFile));
    await dana.post(paths.importPreview(id)).type('form').send({}).expect(303);
    const $ = await open(paths.import(id));
    expect($('progress').attr('value')).toBe('0');
    expect($('#progress-words').text()).toBe('Waiting for its turn.');
    expect($('head noscript').text()).toContain('http-equiv="refresh" content="3"');
    expect((await open(`${paths.import(id)}?reload=off`))('head noscript')).toHaveLength(0);
    await dana.post(paths.importCancellation(id)).type('form').send({}).expect(303);
    const preview = await open(paths.import(id));
    expect(mainText(preview)).toContain('The check was cancelled. You can start it again.');
    expect(mainText(preview, 'main button')).toContain('Check the file');
  });

  /** A check that another process has read so much of. */
  const underWay = async (done: number): Promise<string> => {
    const id = idOf(await upload(dana, goodFile));
    await dana.post(paths.importPreview(id)).type('form').send({}).expect(303);
    const { db } = house.context;
    const job = (await findLatestJob(db, id, ['check-import']))!;
    await db.run(
      `UPDATE jobs SET state = 'running', holder = 'elsewhere/1/x', lease_until = ?, started_at = ?, done = ?,
         total = 120000, counted = 1234 WHERE id = ?`,
      house.clock.now() + 60_000,
      house.clock.now(),
      done,
      job.id,
    );
    return id;
  };

  it('shows how much is read and how long it will take', async () => {
    const id = await underWay(30_000);
    house.clock.advance(10_000);
    const $ = await open(paths.import(id));
    expect($('progress').attr('value')).toBe('25');
    expect($('#progress-words').text()).toBe('30.0 kB of 120.0 kB read, 1,234 records, about 30 s left.');
    expect($('title').text()).toBe('25% – Checking enjoys-quiet.jsonl – Assay');
  });

  it('says what is left to do when all is read', async () => {
    const $ = await open(paths.import(await underWay(120_000)));
    expect($('progress').attr('value')).toBe('99');
    expect($('#progress-words').text()).toBe(
      'All read, 1,234 records. Now they are compared with each other.',
    );
  });

  it('is cancelled by the process that has it', async () => {
    const id = await underWay(30_000);
    await dana.post(paths.importCancellation(id)).type('form').send({}).expect(303);
    expect(mainText(await open(paths.import(id)))).toContain('Cancelling.');
    expect(await findLatestJob(house.context.db, id, ['check-import'])).toMatchObject({ state: 'running' });
  });

  it('counts what is good and what is not, by kind and by place', async () => {
    const id = await checked(house, dana, dirtyFile);
    const $ = await open(paths.import(id));
    expect(facts($)).toMatchObject({ Records: '5', 'Good: items': '2', 'With errors, left out': '3' });
    expect(mainText($, 'main .actions a')).toContain('Go on with the 2 items');
    const lines = tableRows($, 'Problems line by line');
    expect(lines.map(([line]) => line)).toEqual(['2', '3', '5']);
    const second = `${Buffer.byteLength(itemLine('Do you like the rain?')) + 1}`;
    expect(lines[0]).toEqual(['2', second, expect.stringMatching(/^Error /), 'not json at all']);
    const kinds = tableRows($, 'Problems by kind');
    expect(kinds.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(3);
  });

  it('says that nothing is wrong where nothing is', async () => {
    const $ = await open(paths.import(await checked(house, dana)));
    expect(mainText($)).toContain('None: every record is an item.');
    expect(mainText($, 'main .actions a')).toContain('Go on with 3 items');
  });

  it('sends every problem as a line of JSON that no browser runs', async () => {
    const id = await checked(house, dana, dirtyFile);
    const response = await dana.get(paths.importProblems(id)).expect(200).buffer(true);
    expect(response.headers['content-disposition']).toBe('attachment; filename=enjoys-quiet-problems.jsonl');
    expect(response.headers['content-security-policy']).toBe('sandbox');
    const lines = response.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(Object.keys(lines[0]!).sort()).toEqual([
      'byteOffset',
      'excerpt',
      'kind',
      'line',
      'reason',
      'severity',
    ]);
  });

  it('lists problems fifty at a time, and sends all of them', async () => {
    const id = await checked(house, dana, fileOf(itemLine('Good?')));
    const problems = Array.from({ length: 1250 }, (_, n) => ({
      ...({
        line: n + 2,
        byteOffset: n * 10,
        severity: 'warning',
        kind: 'characters',
        reason: `r${n}`,
        excerpt: 'x',
      } as const),
    }));
    for (let n = 0; n < 1250; n += 250)
      await insertProblems(house.context.db, id, problems.slice(n, n + 250));
    const first = await open(paths.import(id));
    expect(tableRows(first, 'Problems line by line')).toHaveLength(50);
    const next = first('.pagination a').last().attr('href')!;
    const second = await open(next);
    expect(tableRows(second, 'Problems line by line')[0]?.[0]).toBe('52');
    expect(
      tableRows(await open(`${paths.import(id)}?after=1250.characters`), 'Problems line by line'),
    ).toHaveLength(1);
    expect(tableRows(await open(`${paths.import(id)}?after=nonsense`), 'Problems line by line')[0]?.[0]).toBe(
      '2',
    );
    const { text } = await dana.get(paths.importProblems(id)).expect(200).buffer(true);
    expect(text.trim().split('\n')).toHaveLength(1250);
  });

  it('says why a file without a single item cannot be imported, and offers another reading', async () => {
    const location = await upload(
      dana,
      fileOf(itemLine('x', { answer_matching_behavior: 5 }), '{"question": ""}'),
    );
    const preview = paths.importPreview(idOf(location));
    await dana.post(preview).type('form').send({ format: 'winogenerated' }).expect(303);
    await house.runJobs();
    const $ = await open(location);
    expect($('.notice-warning').text()).toContain('No line of this file could be read as an item.');
    expect($(`main .actions a[href="${preview}"]`)).toHaveLength(1);
    await dana.get(paths.importPlan(idOf(location))).expect(409);
  });

  it('is thrown away on request, file and all', async () => {
    const id = await checked(house, dana, dirtyFile);
    await dana.post(paths.importDeletion(id)).type('form').send({}).expect(303, new RegExp(paths.imports()));
    expect(mainText(await open(paths.imports()), '[role=status]')).toBe('The import is discarded.');
    await dana.get(paths.import(id)).expect(404);
    expect(await listImports(house.context.db, { before: undefined, limit: 9 })).toEqual([]);
  });

  it('refuses what does not fit its step, and leads to where the import is', async () => {
    const id = idOf(await upload(dana, goodFile));
    await dana.get(paths.importProblems(id)).expect(409);
    await dana.post(paths.importCancellation(id)).type('form').send({}).expect(409);
    await dana.post(paths.importPreview(id)).type('form').send({}).expect(303);
    const { text } = await dana.post(paths.importDeletion(id)).type('form').send({}).expect(409);
    expect(page(text)(`main a[href="${paths.import(id)}"]`)).toHaveLength(1);
    expect((await loadImport(house.context.db, id)).state).toBe('checking');
  });

  it('is closed to others and to what is no import', async () => {
    const id = await checked(house, dana);
    const ada = await house.signedIn('ada');
    for (const path of [paths.import(id), paths.importProblems(id)]) await ada.get(path).expect(403);
    for (const path of [paths.importCancellation(id), paths.importDeletion(id)]) {
      await ada.post(path).type('form').send({}).expect(403);
    }
    for (const bad of ['x', '00000000-0000-7000-8000-000000000000']) {
      for (const path of [paths.import(bad), paths.importProblems(bad)]) await dana.get(path).expect(404);
      for (const path of [paths.importCancellation(bad), paths.importDeletion(bad)]) {
        await dana.post(path).type('form').send({}).expect(404);
      }
    }
    expect((await loadImport(house.context.db, id)).state).toBe('checked');
  });
});
