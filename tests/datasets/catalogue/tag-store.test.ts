import { listAllTags, listTags, replaceTags } from '../../../server/datasets/catalogue/tag-store';
import { finishDataset, insertDataset } from '../../../server/datasets/dataset-store';
import type { Database } from '../../../server/db/database';
import { engines, openTestDatabase } from '../../support/engines';
import { newDataset } from '../store-dataset';

it.each(engines)('keeps the tags of datasets, sorted alike, on %s', async (engine) => {
  const db: Database = await openTestDatabase(engine);
  for (const slug of ['a', 'b', 'c']) {
    await insertDataset(db, newDataset(slug));
    await finishDataset(db, slug, { items: 0, labelled: 0 });
  }
  await replaceTags(db, 'a', ['old', 'older']);
  await replaceTags(db, 'a', ['z-2', 'z', 'z1', 'é']);
  await replaceTags(db, 'b', ['z']);
  expect(await listTags(db, 'a')).toEqual(['z', 'z-2', 'z1', 'é']);
  expect(await listTags(db, 'c')).toEqual([]);
  expect([...(await listAllTags(db))].sort()).toEqual([
    ['a', ['z', 'z-2', 'z1', 'é']],
    ['b', ['z']],
  ]);
  await replaceTags(db, 'a', []);
  expect(await listTags(db, 'a')).toEqual([]);
  await db.close();
});
