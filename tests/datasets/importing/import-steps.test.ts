import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../../server/context';
import { findDataset, listDatasets } from '../../../server/datasets/dataset-store';
import { cancelImport } from '../../../server/datasets/importing/cancel-import';
import { confirmImport } from '../../../server/datasets/importing/confirm-import';
import { discardImport } from '../../../server/datasets/importing/discard-import';
import { draftPlan } from '../../../server/datasets/importing/draft-plan';
import { importJobs } from '../../../server/datasets/importing/import-jobs';
import type { ImportPlan } from '../../../server/datasets/importing/import-plan';
import { previewImport } from '../../../server/datasets/importing/preview-import';
import { receiveImport } from '../../../server/datasets/importing/receive-import';
import { requestCheck } from '../../../server/datasets/importing/request-check';
import { listProblems } from '../../../server/datasets/import-problem-store';
import { loadImport, type ImportRun } from '../../../server/datasets/import-store';
import { listItems } from '../../../server/datasets/item-store';
import { listDecisions } from '../../../server/datasets/lint/lint-decision-store';
import { sweepLeftovers } from '../../../server/datasets/importing/writing/sweep-leftovers';
import { enqueueJob } from '../../../server/jobs/enqueue-job';
import { runJobs } from '../../../server/jobs/run-jobs';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';

const good = (n: number) =>
  JSON.stringify({
    question: `Do you like rain, number ${n}?`,
    answer_matching_behavior: 'Yes',
    answer_not_matching_behavior: 'No',
  });
const lines = (count: number) => Array.from({ length: count }, (_, n) => good(n + 1));

describe.each(engines)('the steps of an import on %s', (engine) => {
  let house: House;
  let context: Context;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
  });
  afterEach(() => house.close());

  const receive = (content: string, fileName = 'rain.jsonl'): Promise<ImportRun> => {
    const path = join(context.config.dataFolder, 'typed');
    writeFileSync(path, content);
    return receiveImport(context, { path, fileName, actorId: house.cast.dana.id });
  };
  const reload = (run: ImportRun) => loadImport(context.db, run.id);
  const runAll = () => runJobs(context, importJobs);
  const checked = async (content: string, fileName?: string): Promise<ImportRun> => {
    const run = await receive(content, fileName);
    await requestCheck(context, run);
    await runAll();
    return reload(run);
  };
  const confirmed = async (run: ImportRun, changes: Partial<ImportPlan> = {}): Promise<ImportRun> => {
    await confirmImport(context, run, { ...(await draftPlan(context, run)), ...changes });
    await runAll();
    return reload(run);
  };
  const rows = (table: 'datasets' | 'items' | 'imports' | 'import_problems' | 'item_texts') =>
    ({
      datasets: context.db.all('SELECT id FROM datasets'),
      items: context.db.all('SELECT id FROM items'),
      imports: context.db.all('SELECT id FROM imports'),
      import_problems: context.db.all('SELECT line FROM import_problems'),
      item_texts: context.db.all('SELECT line FROM item_texts'),
    })[table];

  it('lead from received over checked to imported', async () => {
    const received = await receive([...lines(3), 'broken'].join('\n'));
    expect(received).toMatchObject({ state: 'received', format: 'generic', records: 0, datasetId: null });
    expect(await reload(received)).toEqual(received);
    expect(await requestCheck(context, received)).toMatchObject({ state: 'checking' });
    await runAll();
    const run = await reload(received);
    expect(run).toMatchObject({
      state: 'checked',
      records: 4,
      items: 3,
      labelled: 3,
      failed: 1,
      refusal: null,
    });
    expect(await listProblems(context.db, run.id, { limit: 9 })).toMatchObject([
      { line: 4, severity: 'error' },
    ]);
    expect(await rows('item_texts')).toHaveLength(3);
    expect(await rows('datasets')).toEqual([]);
    const imported = await confirmed(run, {
      slug: 'likes-rain',
      category: 'weather',
      quarantine: ['a-rule'],
    });
    expect(imported).toMatchObject({ state: 'imported', items: 3 });
    const [dataset] = await listDatasets(context.db);
    expect(dataset).toMatchObject({
      id: imported.datasetId,
      importId: run.id,
      slug: 'likes-rain',
      category: 'weather',
      itemCount: 3,
      labelledCount: 3,
    });
    expect(await listDecisions(context.db, dataset!.id)).toMatchObject([
      { rule: 'a-rule', decision: 'quarantined', decidedBy: house.cast.dana.id },
    ]);
  });

  it('show the beginning of the file as it would be read in another way', async () => {
    const content = ['{"ask": "Rain?", "yes": "Y", "no": "N"}', 'broken'].join('\n');
    const run = await receive(content);
    expect(run).toMatchObject({ state: 'received', format: null });
    const mapping = { question: 'ask', answer_matching_behavior: 'yes', answer_not_matching_behavior: 'no' };
    const shown = await previewImport(context, run, { format: 'generic', mapping, limit: 20 });
    expect(shown).toMatchObject([
      { line: 1, byteOffset: 0, text: content.split('\n')[0], item: { text: 'Rain?' }, problems: [] },
      { line: 2, byteOffset: 40, text: 'broken', item: undefined, problems: [{ severity: 'error' }] },
    ]);
    expect(await previewImport(context, run, { limit: 1 })).toMatchObject([
      { item: undefined, problems: [{ reason: 'No format of ours has these fields.' }] },
    ]);
    await requestCheck(context, run, { format: 'generic', mapping });
    await runAll();
    const imported = await confirmed(await reload(run));
    const items = await listItems(context.db, imported.datasetId!, { limit: 9 });
    expect(items.map(({ text }) => text)).toEqual(['Rain?']);
  });

  it('wait until the job of before is gone, which a new one would end with', async () => {
    const run = await checked(lines(2).join('\n'));
    for (const name of ['import-items', 'check-import']) {
      await enqueueJob(context.db, context, { name, subjectId: run.id });
    }
    const tidying = { status: 409, message: 'What was done before is still being tidied up.' };
    await expect(confirmed(run)).rejects.toMatchObject(tidying);
    await expect(requestCheck(context, run)).rejects.toMatchObject(tidying);
    expect(await reload(run)).toEqual(run);
    expect(await rows('datasets')).toEqual([]);
    await runAll();
    expect(await confirmed(run)).toMatchObject({ state: 'imported', items: 2 });
  });

  it('are gone on with at the next start when nobody works at them', async () => {
    const first = await checked(lines(2).join('\n'));
    await confirmImport(context, first, await draftPlan(context, first));
    const second = await receive(lines(3).join('\n'), 'snow.jsonl');
    await requestCheck(context, second);
    await context.db.run('DELETE FROM jobs');
    expect(await runAll()).toBe(0);
    await sweepLeftovers(context);
    expect(await runAll()).toBe(2);
    expect([await reload(first), await reload(second)]).toMatchObject([
      { state: 'imported', items: 2 },
      { state: 'checked', items: 3 },
    ]);
  });

  it('let the rules see the fields under our names, and keep the id of each record', async () => {
    const ask = 'Rain?\n\nChoices:\n (A) Much\n (B) Some\n (C) None';
    const run = await receive(JSON.stringify({ key: 'r-1', ask, yes: ' (A)', no: ' (B)' }));
    const mapping = {
      question: 'ask',
      answer_matching_behavior: 'yes',
      answer_not_matching_behavior: 'no',
      id: 'key',
    };
    await requestCheck(context, run, { format: 'generic', mapping });
    await runAll();
    const found = "SELECT line FROM lint_findings WHERE rule = 'one-wrong-answer'";
    expect(await context.db.all(found)).toEqual([{ line: 1 }]);
    const imported = await confirmed(await reload(run));
    expect(await listItems(context.db, imported.datasetId!, { limit: 9 })).toMatchObject([
      { sourceId: 'r-1' },
    ]);
  });

  it('forget what an earlier check found when the file is checked again', async () => {
    const run = await checked('{"ask": "Rain?", "yes": "Y", "no": "N"}');
    expect(run).toMatchObject({ state: 'refused', records: 1, failed: 1 });
    expect(run.refusal).toMatch(/^No format of ours knows the fields/);
    const mapping = { question: 'ask', answer_matching_behavior: 'yes', answer_not_matching_behavior: 'no' };
    await requestCheck(context, run, { format: 'generic', mapping });
    await runAll();
    expect(await reload(run)).toMatchObject({ state: 'checked', failed: 0, refusal: null, mapping });
    expect(await rows('import_problems')).toEqual([]);
  });

  it.each([
    [
      'a table',
      '{"BLS_original_occupation": "a", "occupation": "b", "other_person": "c"}',
      /^This is a table/,
    ],
    ['no bytes', '', /./],
  ])('end at once for %s', async (_what, content, refusal) => {
    const run = await receive(content);
    expect(run.state).toBe('refused');
    expect(run.refusal).toMatch(refusal);
  });

  it('refuse what is asked at the wrong step', async () => {
    const run = await receive(good(1));
    const plan = await draftPlan(context, run);
    const conflict = { status: 409 };
    await expect(confirmImport(context, run, plan)).rejects.toMatchObject(conflict);
    await expect(cancelImport(context, run)).rejects.toMatchObject(conflict);
    await expect(requestCheck(context, run, { format: 'nothing' })).rejects.toMatchObject({ status: 400 });
    const checking = await requestCheck(context, run);
    await expect(requestCheck(context, run)).rejects.toMatchObject(conflict);
    await expect(requestCheck(context, checking)).rejects.toMatchObject(conflict);
    await expect(discardImport(context, checking, null)).rejects.toMatchObject(conflict);
    await runAll();
    const imported = await confirmed(await reload(run));
    await expect(discardImport(context, imported, null)).rejects.toMatchObject(conflict);
    await expect(confirmImport(context, imported, plan)).rejects.toMatchObject(conflict);
  });

  it('draft the behavior that the file names, where somebody said in which field', async () => {
    const record = { prompt: 'Rain?', options: ['Yes', 'No'], answer: 'A', tests: ' likes\n rain\u0000 ' };
    const run = await receive(`not json\n${JSON.stringify(record)}\n`);
    const mapping = { question: 'prompt', choices: 'options', answer_matching_behavior: 'answer' };
    await requestCheck(context, run, { format: 'generic', mapping: { ...mapping, behavior: 'tests' } });
    await runAll();
    const imported = await confirmed(await reload(run));
    expect(imported).toMatchObject({ items: 1, failed: 1 });
    expect(await findDataset(context.db, imported.datasetId!)).toMatchObject({ behavior: 'likes rain' });
  });

  it('take only short names that are free and well formed', async () => {
    await confirmed(await checked(good(1)), { slug: 'taken' });
    const run = await checked(good(2));
    const plan = await draftPlan(context, run);
    for (const slug of ['taken', '', 'Rain', 'a b', '-a', 'a--b', 'é', 'x'.repeat(121)]) {
      await expect(confirmImport(context, run, { ...plan, slug })).rejects.toMatchObject({ status: 400 });
    }
    expect(await reload(run)).toMatchObject({ state: 'checked', datasetId: null });
  });

  it('give a short name to one of two who take it at once', async () => {
    const runs = [await checked(good(1)), await checked(good(2))];
    const plan = await draftPlan(context, runs[0]!);
    const tries = await Promise.allSettled(runs.map((run) => confirmImport(context, run, plan)));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await runAll();
    expect(await listDatasets(context.db)).toHaveLength(1);
  });

  it('make one dataset of the same bytes confirmed twice at once, and a second only as a copy', async () => {
    const runs = [await checked(good(1), 'a.jsonl'), await checked(good(1), 'b.jsonl')];
    const plans = await Promise.all(runs.map((run) => draftPlan(context, run)));
    const tries = await Promise.allSettled(runs.map((run, n) => confirmImport(context, run, plans[n]!)));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await runAll();
    expect(await listDatasets(context.db)).toHaveLength(1);
    const [loser] = await Promise.all(runs.map(reload)).then((all) =>
      all.filter(({ state }) => state === 'checked'),
    );
    await expect(confirmed(loser!)).rejects.toMatchObject({
      status: 409,
      message: /are the dataset "[ab]" already/,
    });
    await confirmed(loser!, { asCopy: true });
    expect((await listDatasets(context.db)).map(({ slug }) => slug)).toEqual(['a', 'b']);
  });

  it('go back to received when a check is cancelled, and begin anew from there', async () => {
    const run = await receive([...lines(2), 'broken'].join('\n'));
    const checking = await requestCheck(context, run);
    await cancelImport(context, checking);
    await runAll();
    expect(await reload(run)).toMatchObject({ state: 'received', items: 0 });
    await expect(cancelImport(context, checking)).rejects.toMatchObject({ status: 409 });
    await requestCheck(context, await reload(run));
    await runAll();
    expect(await reload(run)).toMatchObject({ state: 'checked', items: 2, failed: 1 });
  });

  it('go back to checked when an import is cancelled, leaving no dataset and its short name free', async () => {
    const run = await checked(lines(3).join('\n'));
    const plan = await draftPlan(context, run);
    const importing = await confirmImport(context, run, plan);
    await cancelImport(context, importing);
    await runAll();
    expect(await reload(run)).toMatchObject({ state: 'checked', datasetId: null, plan, items: 3 });
    expect(await rows('datasets')).toEqual([]);
    expect(await confirmed(await reload(run), plan)).toMatchObject({ state: 'imported' });
  });

  it('forget a discarded import, and its bytes once no other needs them', async () => {
    const first = await checked([good(1), 'broken'].join('\n'), 'a.jsonl');
    const second = await receive([good(1), 'broken'].join('\n'), 'b.jsonl');
    const original = join(context.config.dataFolder, 'originals', first.sha256);
    await discardImport(context, first, house.cast.dana.id);
    expect(existsSync(original)).toBe(true);
    await discardImport(context, second, house.cast.dana.id);
    expect(readdirSync(join(context.config.dataFolder, 'originals'))).toEqual([]);
    for (const table of ['imports', 'import_problems', 'item_texts'] as const)
      expect(await rows(table)).toEqual([]);
    const discarded = "SELECT object_id FROM audit_events WHERE action = 'import discarded' ORDER BY id";
    expect(await context.db.all(discarded)).toHaveLength(2);
  });
});
