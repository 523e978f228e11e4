import { finishDataset, insertDataset } from '../../server/datasets/dataset-store';
import {
  findItem,
  insertEncodedItems,
  insertItems,
  listItemLabels,
  listItems,
  listItemsOnLines,
  toContent,
  type Item,
} from '../../server/datasets/item-store';
import type { Database } from '../../server/db/database';
import { engines, openTestDatabase } from '../support/engines';
import { newDataset } from './store-dataset';

function item(line: number, labelIndex: number | null): Item {
  const choices = [
    { letter: 'A', text: 'rain' },
    { letter: '', text: 'No' },
  ];
  const id = `item ${line}`;
  const rest = { text: 't', choices, details: [], labelIndex, labelConfidence: 0.5004 };
  return { id, datasetId: 'x', line, ...rest };
}

describe.each(engines)('the store of items on %s', (engine) => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase(engine);
    await insertDataset(db, newDataset('x'));
    await finishDataset(db, 'x', { items: 3, labelled: 2 });
  });
  afterEach(() => db.close());

  it('gives items back as they were put in, in file order', async () => {
    const items = [item(7, 1), item(2, 0), item(30, null)];
    await insertItems(db, items);
    expect(await findItem(db, 'item 2')).toEqual(items[1]);
    expect(await findItem(db, 'nothing')).toBeUndefined();
    const lines = async (range: Parameters<typeof listItems>[2]) =>
      (await listItems(db, 'x', range)).map(({ line }) => line);
    expect(await lines({ limit: 2 })).toEqual([2, 7]);
    expect(await lines({ limit: 2, offset: 2 })).toEqual([30]);
    expect(await lines({ limit: 2, afterLine: 2 })).toEqual([7, 30]);
    expect(await listItemsOnLines(db, 'x', [30, 7, 8])).toEqual([items[0], items[2]]);
    expect(await listItemsOnLines(db, 'x', [])).toEqual([]);
  });

  it('takes items whose content is JSON already', async () => {
    const { id, datasetId, line, labelIndex, labelConfidence, ...parts } = item(4, 1);
    const content = toContent({ ...parts, labelIndex, labelConfidence, text: 'NUL \u0000' });
    const encoded = { line, labelIndex, labelConfidence, content };
    await insertEncodedItems(db, [encoded], { datasetId, newId: () => id });
    expect(await findItem(db, id)).toEqual({ ...item(4, 1), text: 'NUL \u0000' });
  });

  it('names the label of every item by its letter, or its text without one, over any number of items', async () => {
    const items = Array.from({ length: 2000 }, (_, n) => item(n + 1, n % 3 === 2 ? null : n % 3));
    await insertItems(db, items);
    const labels = await listItemLabels(db, 'x');
    expect(labels).toHaveLength(2000);
    expect(labels.slice(0, 3)).toEqual([
      { id: 'item 1', line: 1, label: 'A' },
      { id: 'item 2', line: 2, label: 'No' },
      { id: 'item 3', line: 3, label: null },
    ]);
    expect(labels.map(({ line }) => line)).toEqual(items.map(({ line }) => line));
  });
});
