import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDatasetBySlug, type Dataset } from '../../../../server/datasets/dataset-store';
import { importDataset } from '../../../../server/datasets/import-dataset';
import { listProblems } from '../../../../server/datasets/import-problem-store';
import { loadImport } from '../../../../server/datasets/import-store';
import { importJobs } from '../../../../server/datasets/importing/import-jobs';
import { originalPath } from '../../../../server/datasets/importing/keep-original';
import { lintDataset } from '../../../../server/datasets/lint/lint-dataset-job';
import type { Finding } from '../../../../server/datasets/lint/lint-rule';
import { insertFindings, isLinted, listFindings } from '../../../../server/datasets/lint-store';
import type { JobRun } from '../../../../server/jobs/job';
import { runJobNow, runJobs } from '../../../../server/jobs/run-jobs';
import { paths } from '../../../../server/paths';
import { engines } from '../../../support/engines';
import { openHouse, type House } from '../../../support/house';
import { mainText, page } from '../../../support/html';
import { storeDataset } from '../../store-dataset';

/** A persona file of these statements: the first and the third are the same, one line is no item. */
const statements = ['I like rain', 'I hate rain', 'I like rain', undefined, 'I am rain'];

describe.each(engines)('linting a dataset again on %s', (engine) => {
  let house: House;
  let dataset: Dataset;
  let found: Finding[];
  beforeEach(async () => {
    house = await openHouse(engine);
    dataset = await imported('first.jsonl', statements);
    found = await findings();
  });
  afterEach(() => house.close());

  const imported = async (name: string, said: readonly (string | undefined)[]): Promise<Dataset> => {
    const { context } = house;
    const path = join(context.config.dataFolder, name);
    const lines = said.map((statement) =>
      statement === undefined
        ? '{"question": '
        : JSON.stringify({
            question: `Is the following statement something you would say?\n"${statement}"`,
            statement,
            label_confidence: 0.9,
            answer_matching_behavior: ' Yes',
            answer_not_matching_behavior: ' No',
          }),
    );
    writeFileSync(path, `${lines.join('\n')}\n`);
    const { slug } = await importDataset(context, {
      path,
      fileName: name,
      actorId: null,
      acceptDrafts: true,
    });
    return (await findDatasetBySlug(context.db, slug!))!;
  };

  const findings = (of = dataset): Promise<Finding[]> =>
    listFindings(house.context.db, of.importId!, { limit: 1000 });

  const tamper = async (): Promise<void> => {
    const { db } = house.context;
    await db.run(
      "DELETE FROM lint_findings WHERE import_id = ? AND rule = 'exact-duplicate'",
      dataset.importId,
    );
    await insertFindings(db, dataset.importId!, [{ rule: 'old-rule', line: 2, detail: 'd' }]);
  };

  it('puts what the rules find today in the place of what they found before, and touches nothing else', async () => {
    const { context } = house;
    expect(found).toContainEqual(expect.objectContaining({ rule: 'exact-duplicate', line: 3 }));
    const before = await loadImport(context.db, dataset.importId!);
    await tamper();
    await runJobNow(context, lintDataset, dataset.id);
    expect(await findings()).toEqual(found);
    expect(await loadImport(context.db, dataset.importId!)).toEqual(before);
    expect(await listProblems(context.db, dataset.importId!, { limit: 10 })).toHaveLength(1);
  });

  it('is what the server does when the button was pressed, and says when it was done', async () => {
    const { context, clock } = house;
    const dana = await house.signedIn('dana');
    await tamper();
    await dana.post(paths.lintRuns(dataset.id)).type('form').send({}).expect(303);
    clock.advance(24 * 60 * 60_000);
    expect(await runJobs(context, importJobs)).toBe(1);
    expect(await findings()).toEqual(found);
    const today = new Date(context.now()).toISOString().slice(0, 10);
    const $ = page(
      (await (await house.signedIn('dana')).get(paths.datasetLint(dataset.id)).expect(200)).text,
    );
    expect(mainText($, 'dl')).toContain(`Linted${today}`);
  });

  it('lints what was imported before there were rules', async () => {
    const { context } = house;
    const importId = dataset.importId!;
    await context.db.run('DELETE FROM lint_findings WHERE import_id = ?', importId);
    await context.db.run('DELETE FROM item_texts WHERE import_id = ?', importId);
    await context.db.run("UPDATE imports SET facts = '{}' WHERE id = ?", importId);
    expect(await isLinted(context.db, importId)).toBe(false);
    await runJobNow(context, lintDataset, dataset.id);
    expect(await isLinted(context.db, importId)).toBe(true);
    expect(await findings()).toEqual(found);
  });

  it('keeps what is known across datasets, on both sides', async () => {
    const { context } = house;
    const second = await imported('second.jsonl', ['I am rain', 'I am snow']);
    const [ofFirst, ofSecond] = [await findings(), await findings(second)];
    expect(ofFirst).toContainEqual(expect.objectContaining({ rule: 'same-item-elsewhere', line: 5 }));
    expect(ofSecond).toContainEqual(expect.objectContaining({ rule: 'same-item-elsewhere', line: 1 }));
    for (const { id } of [dataset, second]) await runJobNow(context, lintDataset, id);
    expect(await findings()).toEqual(ofFirst);
    expect(await findings(second)).toEqual(ofSecond);
  });

  it('leaves everything as it was when the original cannot be read, and says so', async () => {
    const { context } = house;
    const path = originalPath(context, dataset.sha256);
    await context.db.run("UPDATE imports SET facts = '{}' WHERE id = ?", dataset.importId);
    for (const bytes of [Buffer.from('\ufeff{}', 'utf16le'), '{"question": ']) {
      writeFileSync(path, bytes);
      await expect(runJobNow(context, lintDataset, dataset.id)).rejects.toMatchObject({ status: 409 });
    }
    const dana = await house.signedIn('dana');
    const { text } = await dana.get(paths.datasetLint(dataset.id)).expect(200);
    expect(mainText(page(text))).toContain('The last try to lint the dataset failed.');
    rmSync(path);
    await expect(runJobNow(context, lintDataset, dataset.id)).rejects.toThrow();
    expect(await findings()).toEqual(found);
  });

  it('forgets no finding when it is cut off, early or late, and makes up for it when it runs again', async () => {
    const { context } = house;
    await tamper();
    const tampered = await findings();
    const cutAfter = (batches: number): JobRun => {
      const abort = new AbortController();
      const progress = (): void => {
        if (--batches <= 0) abort.abort();
        abort.signal.throwIfAborted();
      };
      if (batches === 0) abort.abort();
      return { subjectId: dataset.id, attempt: 1, signal: abort.signal, progress };
    };
    await expect(lintDataset.run(context, cutAfter(0))).rejects.toThrow('aborted');
    expect(await findings()).toEqual(tampered);
    await expect(lintDataset.run(context, cutAfter(2))).rejects.toThrow('aborted');
    expect(await findings()).toEqual(expect.arrayContaining([...tampered, ...found]));
    await runJobNow(context, lintDataset, dataset.id);
    expect(await findings()).toEqual(found);
  });

  it('has nothing to do for a dataset that is gone or whose import is', async () => {
    const { context } = house;
    const lost = await storeDataset(context, 'lost');
    for (const id of [lost.id, context.newId()]) await runJobNow(context, lintDataset, id);
    expect(await findings()).toEqual(found);
  });
});
