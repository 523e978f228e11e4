import {
  deleteDataset,
  findDataset,
  findDatasetBySlug,
  finishDataset,
  hasSlug,
  holdDataset,
  insertDataset,
  listDatasets,
  listDatasetsByHash,
  loadDataset,
} from '../../server/datasets/dataset-store';
import type { Database } from '../../server/db/database';
import { engines, openTestDatabase } from '../support/engines';
import { newDataset } from './store-dataset';

describe.each(engines)('the store of datasets on %s', (engine) => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase(engine);
  });
  afterEach(() => db.close());

  const insertReady = async (slug: string, sha256?: string): Promise<void> => {
    await insertDataset(db, newDataset(slug, { id: `id of ${slug}`, ...(sha256 ? { sha256 } : {}) }));
    expect(await finishDataset(db, `id of ${slug}`, { items: 3, labelled: 2 })).toBe(true);
  };

  it('hides a dataset until it is finished', async () => {
    const dataset = newDataset('x', {
      id: 'id of x',
      bytes: 5_000_000_000,
      importId: 'import',
      category: 'weather',
      contentNote: 'Storms.',
      behaviorVersion: 1,
      createdAt: 1_795_000_000_000,
    });
    await insertDataset(db, dataset);
    expect(await listDatasets(db)).toEqual([]);
    expect(await findDataset(db, 'id of x')).toBeUndefined();
    expect(await findDatasetBySlug(db, 'x')).toBeUndefined();
    expect(await listDatasetsByHash(db, dataset.sha256)).toEqual([]);
    await expect(loadDataset(db, 'id of x')).rejects.toMatchObject({ status: 404 });
    await finishDataset(db, 'id of x', { items: 3, labelled: 2 });
    expect(await loadDataset(db, 'id of x')).toEqual({ ...dataset, itemCount: 3, labelledCount: 2 });
    expect(await findDatasetBySlug(db, 'x')).toEqual(await findDataset(db, 'id of x'));
  });

  it('finishes a dataset once, with one behavior on record', async () => {
    await insertReady('x');
    expect(await finishDataset(db, 'id of x', { items: 9, labelled: 9 })).toBe(false);
    expect(await loadDataset(db, 'id of x')).toMatchObject({ itemCount: 3 });
    expect(
      await db.all('SELECT dataset_id AS "id", version, behavior, set_at AS "setAt" FROM behaviors'),
    ).toEqual([{ id: 'id of x', version: 1, behavior: 'shows x', setAt: 1 }]);
  });

  it('lists datasets in the same order on every engine', async () => {
    for (const slug of ['b', 'a-2', 'a', 'a1', 'a-b']) await insertReady(slug);
    expect((await listDatasets(db)).map(({ slug }) => slug)).toEqual(['a', 'a-2', 'a-b', 'a1', 'b']);
  });

  it('finds every dataset made of the same bytes', async () => {
    for (const slug of ['second', 'first']) await insertReady(slug, 'the same');
    await insertReady('other');
    expect((await listDatasetsByHash(db, 'the same')).map(({ slug }) => slug)).toEqual(['first', 'second']);
    expect(await listDatasetsByHash(db, 'nothing')).toEqual([]);
  });

  it('holds a dataset that is ready, and no other', async () => {
    await insertReady('x');
    const held = (id: string) => db.transaction((tx) => holdDataset(tx, id));
    expect(await held('id of x')).toBe(true);
    await insertDataset(db, newDataset('y'));
    expect([await held('id of y'), await held('nobody')]).toEqual([false, false]);
  });

  it('deletes a dataset with what belongs to it', async () => {
    await insertReady('x');
    expect(await hasSlug(db, 'x')).toBe(true);
    await deleteDataset(db, 'id of x');
    expect(await hasSlug(db, 'x')).toBe(false);
    expect(await db.all('SELECT * FROM behaviors')).toEqual([]);
  });
});
