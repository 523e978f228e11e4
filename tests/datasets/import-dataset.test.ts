import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../server/context';
import { listDatasets, listDatasetsByHash } from '../../server/datasets/dataset-store';
import { importDataset, type ImportOptions } from '../../server/datasets/import-dataset';
import type { ImportProgress } from '../../server/datasets/importing/progress';
import { listProblems } from '../../server/datasets/import-problem-store';
import { listItems } from '../../server/datasets/item-store';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { fixture } from './read-fixture';
import { storeDataset } from './store-dataset';

describe.each(engines)('importing a file on %s', (engine) => {
  let house: House;
  let context: Context;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
  });
  afterEach(() => house.close());

  const importFixture = (name: string, options: Partial<ImportOptions> = {}) =>
    importDataset(context, {
      path: fixture(name),
      fileName: name,
      actorId: null,
      acceptDrafts: false,
      ...options,
    });

  const written = (name: string, content: string): string => {
    const path = join(context.config.dataFolder, name);
    writeFileSync(path, content);
    return path;
  };

  it('makes a dataset of items that know their line, and keeps the bytes', async () => {
    const result = await importFixture('persona.jsonl');
    const bytes = readFileSync(fixture('persona.jsonl'));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(result).toEqual({
      importId: expect.any(String) as string,
      fileName: 'persona.jsonl',
      knownAs: null,
      notes: [],
      sha256,
      outcome: 'imported',
      format: 'persona',
      slug: 'persona',
      purpose: 'evaluation',
      records: 4,
      imported: 4,
      failed: 0,
      refusal: null,
      problems: [],
    });
    const [dataset] = await listDatasets(context.db);
    expect(dataset).toMatchObject({
      sha256,
      bytes: bytes.length,
      itemCount: 4,
      labelledCount: 4,
      itemKind: 'choice',
    });
    const items = await listItems(context.db, dataset!.id, { limit: 10 });
    expect(items.map(({ line, labelIndex }) => [line, labelIndex])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(readFileSync(join(context.config.dataFolder, 'originals', sha256))).toEqual(bytes);
    expect(readdirSync(join(context.config.dataFolder, 'originals'))).toEqual([sha256]);
  });

  it('imports every good line of a dirty file and reports each other one', async () => {
    const result = await importFixture('dirty-lines.jsonl');
    expect(result).toMatchObject({
      outcome: 'imported',
      format: 'generic',
      records: 16,
      imported: 7,
      failed: 9,
    });
    const dataset = (await listDatasetsByHash(context.db, result.sha256))[0]!;
    const items = await listItems(context.db, dataset.id, { limit: 100 });
    expect(items.map(({ line }) => line)).toEqual([1, 3, 8, 13, 14, 17, 18]);
    const problems = await listProblems(context.db, result.importId, { limit: 100 });
    expect(problems).toEqual(result.problems);
    const linesWith = (severity: string) =>
      problems.filter((problem) => problem.severity === severity).map(({ line }) => line);
    expect(linesWith('error')).toEqual([2, 5, 6, 7, 9, 10, 11, 12, 15]);
    expect(linesWith('warning')).toEqual([8, 13, 14]);
    expect(problems[4]).toMatchObject({
      reason: 'label_confidence is not a number from 0 to 1, and is left out.',
    });
    expect(problems[5]).toMatchObject({ reason: 'answer_matching_behavior is missing.' });
    expect(problems.at(-1)!.excerpt).toContain('raw \u0000 byte');
  });

  it('keeps NUL, controls and lone surrogates exactly', async () => {
    const { sha256 } = await importFixture('dirty-lines.jsonl');
    const dataset = (await listDatasetsByHash(context.db, sha256))[0]!;
    const items = await listItems(context.db, dataset.id, { afterLine: 12, limit: 3 });
    expect(items.map(({ text }) => text)).toEqual([
      'nul \u0000 and bell \u0007',
      'half a pair \ud800',
      '<script>alert(1)</script>',
    ]);
  });

  it('reports a line of NUL bytes outside of any text, and imports its neighbours', async () => {
    const good = JSON.stringify({ question: 'q?', answer_matching_behavior: 'Yes', choices: ['Yes', 'No'] });
    const path = written('nul.jsonl', `${good}\n\0\0\0\n${good}`);
    const result = await importDataset(context, {
      path,
      fileName: 'nul\0\ud800.jsonl',
      actorId: null,
      acceptDrafts: false,
    });
    expect(result).toMatchObject({ fileName: 'nul\ufffd\ufffd.jsonl', imported: 2, failed: 1 });
    const problems = await listProblems(context.db, result.importId, { limit: 9 });
    expect(problems).toEqual(result.problems);
    expect(problems).toMatchObject([{ line: 2, excerpt: '\0\0\0' }]);
    expect(problems[0]!.reason).toContain('\\u0000');
  });

  it('writes every item once, whatever the number of batches', async () => {
    const row = (n: number) =>
      JSON.stringify({
        question: `Question ${n}?`,
        answer_matching_behavior: 'Yes',
        answer_not_matching_behavior: 'No',
      });
    const lines = Array.from({ length: 1250 }, (_, n) => (n % 250 === 7 ? 'broken' : row(n)));
    const seen: ImportProgress[] = [];
    const result = await importDataset(context, {
      path: written('many.jsonl', lines.join('\n')),
      fileName: 'many.jsonl',
      actorId: null,
      acceptDrafts: false,
      onProgress: (progress) => void seen.push(progress),
    });
    expect(result).toMatchObject({ records: 1250, imported: 1245, failed: 5 });
    expect(result.problems.map(({ line }) => line)).toEqual([8, 258, 508, 758, 1008]);
    const [dataset] = await listDatasets(context.db);
    const items = await listItems(context.db, dataset!.id, { limit: 2000 });
    expect(items.map(({ text, line }) => text === `Question ${line - 1}?`)).toEqual(Array(1245).fill(true));
    expect(seen.map(({ step, rows }) => [step, rows])).toEqual([
      ['checking', 1000],
      // After the last record come the keys of the texts, in two batches.
      ['checking', 1250],
      ['checking', 1250],
      ['checking', 1250],
      ['importing', 1000],
      ['importing', 1245],
    ]);
  });

  it('imports the same bytes once, under whatever name', async () => {
    const first = await importFixture('persona.jsonl');
    const again = await importFixture('persona.jsonl', { fileName: 'other-name.jsonl' });
    expect(again).toMatchObject({ outcome: 'already imported', slug: 'persona', records: 0, imported: 0 });
    expect(again).toMatchObject({
      importId: first.importId,
      fileName: 'other-name.jsonl',
      knownAs: 'persona.jsonl',
    });
    expect(await listDatasets(context.db)).toHaveLength(1);
    expect(await context.db.all('SELECT id FROM imports')).toHaveLength(1);
  });

  it('makes one dataset of two imports of the same bytes at once', async () => {
    const tries = await Promise.allSettled([importFixture('generic.jsonl'), importFixture('generic.jsonl')]);
    const ends = tries.map((one) =>
      one.status === 'fulfilled' ? one.value.outcome : (one.reason as { status: number }).status,
    );
    expect(ends).toContain('imported');
    // The second meets the first still at it, or done, or has finished what the first began: then it is the same import.
    expect(['imported', 'already imported', 409]).toEqual(expect.arrayContaining(ends));
    expect(await listDatasets(context.db)).toHaveLength(1);
    const imported = await context.db.all("SELECT id FROM imports WHERE state = 'imported'");
    expect(imported).toHaveLength(1);
  });

  it('imports the same bytes twice when a copy is asked for', async () => {
    await importFixture('persona.jsonl');
    const copy = await importFixture('persona.jsonl', { asCopy: true });
    expect(copy).toMatchObject({ outcome: 'imported', slug: 'persona-2', imported: 4 });
    expect((await listDatasetsByHash(context.db, copy.sha256)).map(({ slug }) => slug)).toEqual([
      'persona',
      'persona-2',
    ]);
  });

  /** The context of a process that does something of its own before its n-th transaction. */
  const beforeTransaction = (n: number, act: () => unknown): Context => {
    let transactions = 0;
    const { db } = context;
    const actFirst = async (): Promise<void> => void (++transactions === n && (await act()));
    const transaction: typeof db.transaction = async (work) => actFirst().then(() => db.transaction(work));
    const redoable: typeof db.redoable = async (work) => actFirst().then(() => db.redoable(work));
    return { ...context, db: { ...db, transaction, redoable } };
  };
  const persona = { path: fixture('persona.jsonl'), fileName: 'p.jsonl', actorId: null, acceptDrafts: true };

  it('gives up when another process has cleared its unfinished dataset away', async () => {
    // Received, check asked for, findings, keys, confirmed, items written; the seventh makes the dataset visible.
    const disturbed = beforeTransaction(7, () => context.db.run('DELETE FROM datasets'));
    await expect(importDataset(disturbed, persona)).rejects.toMatchObject({ status: 409 });
    expect(await listDatasets(context.db)).toEqual([]);
  });

  it('gives two files of one name slugs of their own', async () => {
    const options = { fileName: 'same.jsonl' };
    const slugs = [];
    for (const name of ['persona.jsonl', 'generic.jsonl', 'sycophancy.jsonl']) {
      slugs.push((await importFixture(name, options)).slug);
    }
    expect(slugs).toEqual(['same', 'same-2', 'same-3']);
  });

  it('takes the next short name when somebody takes the drafted one at the last moment', async () => {
    const taking = beforeTransaction(4, () => storeDataset(context, 'p'));
    expect(await importDataset(taking, persona)).toMatchObject({ outcome: 'imported', slug: 'p-2' });
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'shows nothing of an import that failed at its transaction %d, and makes it whole at the next try',
    async (n) => {
      const failing = beforeTransaction(n, () => Promise.reject(new Error('the power went out')));
      await expect(importDataset(failing, persona)).rejects.toThrow('the power went out');
      expect(await context.db.all('SELECT id FROM datasets')).toEqual([]);
      expect(await importDataset(context, persona)).toMatchObject({ outcome: 'imported', imported: 4 });
      expect(await context.db.all('SELECT id FROM datasets')).toHaveLength(1);
      expect(await context.db.all('SELECT id FROM imports')).toHaveLength(1);
      expect(await context.db.all('SELECT id FROM items')).toHaveLength(4);
    },
  );

  it('recognises a table and imports nothing of it', async () => {
    const result = await importFixture('occupation-table.jsonl');
    expect(result).toMatchObject({
      outcome: 'not items',
      format: 'occupation-table',
      slug: null,
      purpose: null,
    });
    expect(result).toMatchObject({ records: 1, imported: 0, failed: 0 });
    expect(await context.db.all('SELECT id FROM datasets')).toEqual([]);
  });

  it.each([
    ['that is empty', '', null, 0],
    ['of another kind', '{"a": 1}\n{"a": 2}\n', null, 2],
    ['whose every row is faulty', '{"question": "q", "answer_matching_behavior": "a"}\n', 'generic', 1],
  ])('makes no dataset of a file %s', async (_what, content, format, failed) => {
    const path = written('none.jsonl', content);
    const options = { path, fileName: 'none.jsonl', actorId: null, acceptDrafts: false };
    const result = await importDataset(context, options);
    expect(result).toMatchObject({
      outcome: 'no items',
      format,
      slug: null,
      records: failed,
      imported: 0,
      failed,
    });
    expect(result.problems).toHaveLength(failed);
    expect(await context.db.all('SELECT id FROM datasets')).toEqual([]);
  });

  it('takes the draft for confirmed only when told to', async () => {
    await importFixture('persona.jsonl');
    await importFixture('generic.jsonl', { acceptDrafts: true, actorId: house.cast.dana.id });
    const confirmed = (await listDatasets(context.db)).map((dataset) => [
      dataset.slug,
      dataset.behaviorConfirmedAt,
      dataset.behaviorConfirmedBy,
    ]);
    expect(confirmed).toEqual([
      ['generic', context.now(), house.cast.dana.id],
      ['persona', null, null],
    ]);
  });

  it('lets the caller say that a set is gold', async () => {
    expect(await importFixture('generic.jsonl', { purpose: 'gold' })).toMatchObject({
      purpose: 'gold',
      imported: 4,
    });
  });

  it('leaves one audit event an import, with counts and no item text', async () => {
    const { importId, sha256 } = await importFixture('persona.jsonl', { actorId: house.cast.dana.id });
    const events = await context.db.all<{ actor_id: string; object_id: string; detail: string }>(
      "SELECT * FROM audit_events WHERE action = 'file imported'",
    );
    expect(events).toMatchObject([{ actor_id: house.cast.dana.id, object_id: importId }]);
    expect(JSON.parse(events[0]!.detail)).toEqual({
      dataset: expect.any(String) as string,
      records: 4,
      imported: 4,
      failed: 0,
      sha256,
    });
  });
});
