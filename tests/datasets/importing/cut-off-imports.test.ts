import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../../server/context';
import { listDatasets } from '../../../server/datasets/dataset-store';
import { importDataset } from '../../../server/datasets/import-dataset';
import { cancelImport } from '../../../server/datasets/importing/cancel-import';
import { confirmImport } from '../../../server/datasets/importing/confirm-import';
import { draftPlan } from '../../../server/datasets/importing/draft-plan';
import { importJobs } from '../../../server/datasets/importing/import-jobs';
import { receiveImport } from '../../../server/datasets/importing/receive-import';
import { requestCheck } from '../../../server/datasets/importing/request-check';
import { loadImport, type ImportRun } from '../../../server/datasets/import-store';
import { listItems } from '../../../server/datasets/item-store';
import { runJobs } from '../../../server/jobs/run-jobs';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';

/** Large enough for a thread and for several batches. */
const rowCount = 4500;
const row = (n: number) =>
  JSON.stringify({
    question: `Would you say that statement number ${n} of very many is one you agree with?`,
    answer_matching_behavior: n % 3 ? ' Yes' : ' No',
    answer_not_matching_behavior: n % 3 ? ' No' : ' Yes',
  });

describe.each(engines)('an import that is cut off on %s', (engine) => {
  let house: House;
  let context: Context;
  let path: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
    path = join(context.config.dataFolder, 'many.jsonl');
    writeFileSync(path, Array.from({ length: rowCount }, (_, n) => row(n)).join('\n'));
  });
  afterEach(() => house.close());

  /** The context of a server that is told to stop, or whatever `act` does, at its n-th transaction. */
  const atTransaction = (n: number, act: () => unknown): Context => {
    let transactions = 0;
    const { db } = context;
    const actFirst = async (): Promise<void> => void (++transactions === n && (await act()));
    const transaction: typeof db.transaction = async (work) => actFirst().then(() => db.transaction(work));
    const redoable: typeof db.redoable = async (work) => actFirst().then(() => db.redoable(work));
    return { ...context, db: { ...db, transaction, redoable } };
  };
  const received = async (): Promise<ImportRun> =>
    receiveImport(context, { path, fileName: 'many.jsonl', actorId: null });
  const importing = async (): Promise<ImportRun> => {
    const run = await received();
    await requestCheck(context, run);
    await runJobs(context, importJobs);
    const checked = await loadImport(context.db, run.id);
    expect(checked).toMatchObject({ state: 'checked', items: rowCount });
    return confirmImport(context, checked, await draftPlan(context, checked));
  };
  const countItems = async () => (await context.db.all('SELECT id FROM items')).length;

  it('goes on after the last line written when the server stops and starts again', async () => {
    const run = await importing();
    const stopping = new AbortController();
    await runJobs(
      atTransaction(3, () => stopping.abort()),
      importJobs,
      stopping.signal,
    );
    expect(await listDatasets(context.db)).toEqual([]);
    expect(await countItems()).toBe(3000);
    await runJobs(context, importJobs);
    expect(await loadImport(context.db, run.id)).toMatchObject({ state: 'imported', items: rowCount });
    const [dataset] = await listDatasets(context.db);
    expect(dataset).toMatchObject({ itemCount: rowCount, labelledCount: rowCount });
    const items = await listItems(context.db, dataset!.id, { limit: rowCount + 1 });
    expect(items.map(({ line, text }) => [line, text])).toEqual(
      Array.from({ length: rowCount }, (_, n) => [
        n + 1,
        (JSON.parse(row(n)) as { question: string }).question,
      ]),
    );
  });

  it('begins its check anew when the server stops in the middle of it', async () => {
    const run = await received();
    await requestCheck(context, run);
    const stopping = new AbortController();
    await runJobs(
      atTransaction(2, () => stopping.abort()),
      importJobs,
      stopping.signal,
    );
    expect(await loadImport(context.db, run.id)).toMatchObject({ state: 'checking', items: 0 });
    await runJobs(context, importJobs);
    expect(await loadImport(context.db, run.id)).toMatchObject({ state: 'checked', items: rowCount });
    expect(await context.db.all('SELECT line FROM item_texts')).toHaveLength(rowCount);
  });

  it('leaves nothing of its dataset when somebody cancels it in the middle', async () => {
    const run = await importing();
    const cancelling = atTransaction(2, async () => {
      await cancelImport(context, run);
      // The job looks for it every half second.
      await new Promise((resolve) => setTimeout(resolve, 1200));
    });
    await runJobs(cancelling, importJobs);
    expect(await loadImport(context.db, run.id)).toMatchObject({ state: 'checked', datasetId: null });
    expect(await context.db.all('SELECT id FROM datasets')).toEqual([]);
    expect(await countItems()).toBe(0);
    const jobs = "SELECT state FROM jobs WHERE name = 'import-items'";
    expect(await context.db.all(jobs)).toEqual([{ state: 'cancelled' }]);
  });

  it('goes on from the command line, with the plan it was confirmed with', async () => {
    const run = await importing();
    const stopping = new AbortController();
    await runJobs(
      atTransaction(2, () => stopping.abort()),
      importJobs,
      stopping.signal,
    );
    const rows: number[] = [];
    const result = await importDataset(context, {
      ...{ path, fileName: 'many.jsonl', actorId: null, acceptDrafts: true },
      onProgress: (progress) => void rows.push(progress.rows),
    });
    expect(result).toMatchObject({ importId: run.id, outcome: 'imported', imported: rowCount });
    expect(rows).toEqual([3000, 4000, 4500]);
    expect((await listDatasets(context.db))[0]).toMatchObject({ behaviorConfirmedAt: null });
  });
});
