import type { Context } from '../../../server/context';
import {
  findDatasetBySlug,
  finishDataset,
  insertDataset,
  type Dataset,
  type NewDataset,
} from '../../../server/datasets/dataset-store';
import { insertItems, type Item } from '../../../server/datasets/item-store';
import { newDataset } from '../store-dataset';

/** A dataset with these items, on the lines from 1 unless they say otherwise; Yes is their label of Yes and No. */
export async function storeItems(
  context: Context,
  slug: string,
  items: readonly Partial<Item>[],
  changes: Partial<NewDataset> = {},
): Promise<Dataset> {
  const id = context.newId();
  await insertDataset(context.db, newDataset(slug, { id, ...changes }));
  const rows = items.map((item, index): Item => ({
    id: context.newId(),
    datasetId: id,
    line: index + 1,
    text: `Question ${index + 1}?`,
    choices: [
      { letter: 'A', text: 'Yes' },
      { letter: 'B', text: 'No' },
    ],
    details: [],
    labelIndex: 0,
    labelConfidence: null,
    ...item,
  }));
  await insertItems(context.db, rows);
  const labelled = rows.filter(({ labelIndex }) => labelIndex !== null).length;
  await finishDataset(context.db, id, { items: rows.length, labelled });
  return (await findDatasetBySlug(context.db, slug))!;
}
