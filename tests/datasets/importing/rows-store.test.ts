import type { Context } from '../../../server/context';
import { findDataset, insertDataset } from '../../../server/datasets/dataset-store';
import { importJobs } from '../../../server/datasets/importing/import-jobs';
import {
  countWritten,
  deleteHiddenDataset,
  deleteSomeFindings,
  deleteSomeItems,
  deleteSomeProblems,
  deleteSomeTextKeys,
  hideDataset,
  listAbandonedDatasets,
} from '../../../server/datasets/importing/writing/rows-store';
import { sweepLeftovers } from '../../../server/datasets/importing/writing/sweep-leftovers';
import { insertProblems } from '../../../server/datasets/import-problem-store';
import { insertImport } from '../../../server/datasets/import-store';
import { insertTextKeys } from '../../../server/datasets/item-text-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { runJobs } from '../../../server/jobs/run-jobs';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { importRun } from '../import-run';
import { storeDataset } from '../store-dataset';

describe.each(engines)('the rows of imports on %s', (engine) => {
  let house: House;
  let context: Context;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
  });
  afterEach(() => house.close());

  it('are counted, and removed from the last line on once their dataset is hidden', async () => {
    const { db } = context;
    const { id } = await storeDataset(context, 'rain', {}, ['Yes', 'No', 'Yes']);
    expect(await countWritten(db, id)).toEqual({ count: 3, lastLine: 3 });
    expect(await countWritten(db, 'nothing')).toEqual({ count: 0, lastLine: 0 });
    expect(await deleteSomeItems(db, id, 9)).toBe(0);
    await deleteHiddenDataset(db, id);
    expect(await findDataset(db, id)).toMatchObject({ slug: 'rain' });
    await hideDataset(db, id);
    expect(await findDataset(db, id)).toBeUndefined();
    expect(await deleteSomeItems(db, id, 2)).toBe(2);
    expect(await countWritten(db, id)).toEqual({ count: 1, lastLine: 1 });
    await deleteHiddenDataset(db, id);
    expect(await db.all('SELECT id FROM datasets')).toEqual([]);
  });

  it('go with an invisible dataset that nobody is writing, not with one that somebody writes', async () => {
    const { db } = context;
    const { itemCount, labelledCount, ...dataset } = await storeDataset(context, 'ready');
    void [itemCount, labelledCount];
    for (const slug of ['abandoned', 'at-work']) {
      await insertDataset(db, { ...dataset, id: `id of ${slug}`, slug });
    }
    await insertImport(db, importRun('1', { state: 'importing', datasetId: 'id of at-work' }));
    expect(await listAbandonedDatasets(db)).toEqual(['id of abandoned']);
    await sweepLeftovers(context);
    await runJobs(
      context,
      importJobs.filter(({ name }) => name === 'remove-dataset'),
    );
    const left = await db.all<{ slug: string }>('SELECT slug FROM datasets');
    expect(left.map(({ slug }) => slug).sort()).toEqual(['at-work', 'ready']);
  });

  it('of a check are removed some lines at a time, and only those of the import', async () => {
    const { db } = context;
    for (const id of ['1', '2']) {
      await insertImport(db, importRun(id));
      await insertTextKeys(
        db,
        id,
        [1, 2, 3].map((line) => ({ line, textKey: line })),
      );
      await insertFindings(
        db,
        id,
        [0, 2, 3].map((line) => ({ rule: 'a-rule', line, detail: 'x' })),
      );
      const place = { byteOffset: 0, severity: 'error', reason: '', excerpt: '' } as const;
      await insertProblems(db, id, [
        { ...place, line: 1, kind: 'json' },
        { ...place, line: 2, kind: 'json' },
        { ...place, line: 2, kind: 'field' },
      ]);
    }
    expect(await deleteSomeTextKeys(db, '1', 2)).toBe(2);
    expect(await deleteSomeTextKeys(db, '1', 2)).toBe(1);
    expect(await deleteSomeTextKeys(db, '1', 2)).toBe(0);
    expect(await deleteSomeFindings(db, '1', 9)).toBe(3);
    expect(await deleteSomeProblems(db, '1', 1)).toBe(2);
    expect(await deleteSomeProblems(db, '1', 1)).toBe(1);
    const left = await db.get(`SELECT (SELECT COUNT(*) FROM item_texts) AS texts,
      (SELECT COUNT(*) FROM lint_findings) AS findings, (SELECT COUNT(*) FROM import_problems) AS problems`);
    expect(left).toEqual({ texts: 3, findings: 3, problems: 3 });
  });
});
