import type { Context } from '../../../server/context';
import { findDataset, listDatasets } from '../../../server/datasets/dataset-store';
import { importDataset } from '../../../server/datasets/import-dataset';
import { confirmImport } from '../../../server/datasets/importing/confirm-import';
import { importJobs } from '../../../server/datasets/importing/import-jobs';
import { clearUndone, undoImport } from '../../../server/datasets/importing/undo-import';
import { loadImport, type ImportRun } from '../../../server/datasets/import-store';
import { listItems, type Item } from '../../../server/datasets/item-store';
import { listFindings } from '../../../server/datasets/lint-store';
import { runJobs } from '../../../server/jobs/run-jobs';
import { claimNext } from '../../../server/rating/claim-assignment';
import { submitRating } from '../../../server/rating/submit-rating';
import { releaseDataset } from '../../../server/studies/release-dataset';
import { listStudies } from '../../../server/studies/study-store';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { makeRaters, makeStudy, paperAnswers } from '../../studies/small-study';
import { fixture } from '../read-fixture';

describe.each(engines)('undoing an import on %s', (engine) => {
  let house: House;
  let context: Context;
  let run: ImportRun;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
    const path = fixture('persona.jsonl');
    const options = { path, fileName: 'persona.jsonl', actorId: house.cast.dana.id, acceptDrafts: true };
    run = await loadImport(context.db, (await importDataset(context, options)).importId);
  });
  afterEach(() => house.close());

  const undo = () => undoImport(context, run, house.cast.dana.id, releaseDataset);

  it('takes the dataset, its items and its studies away and keeps the check and the plan', async () => {
    await makeStudy(context);
    // A gold set of another file that was tied to this one stays, tied to nothing.
    const gold = await importDataset(context, {
      ...{ path: fixture('generic.jsonl'), fileName: 'gold.jsonl', actorId: null, acceptDrafts: true },
      purpose: 'gold',
    });
    await context.db.run('UPDATE datasets SET gold_for = ? WHERE slug = ?', run.datasetId, gold.slug);
    expect(await undo()).toMatchObject({ state: 'checked', datasetId: null });
    expect(await loadImport(context.db, run.id)).toEqual({ ...run, state: 'checked', datasetId: null });
    expect((await listDatasets(context.db)).map(({ slug, goldFor }) => [slug, goldFor])).toEqual([
      ['gold', null],
    ]);
    await clearUndone(context, run);
    expect(await context.db.all('SELECT id FROM datasets')).toHaveLength(1);
    expect(await context.db.all('SELECT id FROM items WHERE dataset_id = ?', run.datasetId)).toEqual([]);
    // Nothing is left to do for the server.
    expect(await runJobs(context, importJobs)).toBe(0);
    expect(await listStudies(context.db)).toEqual([]);
    const undone = "SELECT actor_id, object_id FROM audit_events WHERE action = 'import undone'";
    expect(await context.db.all(undone)).toEqual([{ actor_id: house.cast.dana.id, object_id: run.id }]);
    await expect(undo()).rejects.toMatchObject({ status: 409 });
  });

  it('lets the same plan be confirmed again, even before the old rows are removed', async () => {
    const items = await listItems(context.db, run.datasetId!, { limit: 9 });
    const undone = await undo();
    await confirmImport(context, undone, undone.plan!);
    expect(await context.db.all('SELECT id FROM datasets')).toHaveLength(2);
    await runJobs(context, importJobs);
    expect(await context.db.all('SELECT id FROM datasets')).toHaveLength(1);
    const { datasetId } = await loadImport(context.db, run.id);
    const again = await listItems(context.db, datasetId!, { limit: 9 });
    const texts = (list: Item[]) => list.map(({ line, text }) => [line, text]);
    expect(texts(again)).toEqual(texts(items));
  });

  it('takes back what findings of other datasets said of it, by a job of the server', async () => {
    const path = fixture('persona.jsonl');
    const copy = { path, fileName: 'copy.jsonl', actorId: null, acceptDrafts: true, asCopy: true };
    const { importId } = await importDataset(context, copy);
    const elsewhere = async (): Promise<number> =>
      (await listFindings(context.db, importId, { rule: 'same-item-elsewhere', limit: 99 })).length;
    expect(await elsewhere()).toBeGreaterThan(0);
    await undo();
    await runJobs(context, importJobs);
    expect(await elsewhere()).toBe(0);
  });

  it('is refused from the first rating on, and then changes nothing', async () => {
    const study = await makeStudy(context);
    const [raterId] = await makeRaters(context, study.id, 1);
    const assignmentId = (await claimNext(context, { studyId: study.id, raterId: raterId! }))!;
    const submission = {
      submissionId: context.newId(),
      baseRevision: 0,
      answers: paperAnswers,
      comment: null,
    };
    await submitRating(context, { ...submission, assignmentId, raterId: raterId! });
    await expect(undo()).rejects.toMatchObject({
      status: 409,
      message: /^The study "A small study" has ratings/,
    });
    expect(await loadImport(context.db, run.id)).toEqual(run);
    expect(await findDataset(context.db, run.datasetId!)).toMatchObject({ itemCount: 4 });
  });
});
