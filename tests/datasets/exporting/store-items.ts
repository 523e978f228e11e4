import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../../server/context';
import type { Dataset, NewDataset } from '../../../server/datasets/dataset-store';
import { originalsFolder } from '../../../server/datasets/importing/keep-original';
import type { NewItem } from '../../../server/datasets/item';
import { insertItems } from '../../../server/datasets/item-store';
import { storeDataset } from '../store-dataset';

/** A dataset of these items, on every second line of a file that nobody wrote. */
export async function storeItems(
  context: Context,
  slug: string,
  items: readonly NewItem[],
  changes: Partial<NewDataset> = {},
): Promise<Dataset> {
  const dataset = await storeDataset(context, slug, changes, []);
  await insertItems(
    context.db,
    items.map((item, index) => ({
      ...item,
      id: context.newId(),
      datasetId: dataset.id,
      line: 2 * index + 3,
    })),
  );
  return dataset;
}

/** Puts bytes where originals are kept. */
export function storeOriginal(context: Context, sha256: string, bytes: Uint8Array): void {
  writeFileSync(join(originalsFolder(context), sha256), bytes);
}
