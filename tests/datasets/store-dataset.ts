import type { Context } from '../../server/context';
import {
  findDatasetBySlug,
  finishDataset,
  insertDataset,
  type Dataset,
  type NewDataset,
} from '../../server/datasets/dataset-store';
import { insertItems } from '../../server/datasets/item-store';

/** A dataset put straight into the database: one item for each label, whose other choice is "Maybe". */
export async function storeDataset(
  context: Context,
  slug: string,
  changes: Partial<NewDataset> = {},
  labels: readonly string[] = ['Yes'],
): Promise<Dataset> {
  const id = context.newId();
  await insertDataset(context.db, newDataset(slug, { id, ...changes }));
  const items = labels.map((text, index) => ({
    id: context.newId(),
    datasetId: id,
    line: index + 1,
    text: `Question ${index + 1}?`,
    stem: `Question ${index + 1}?`,
    choices: [
      { letter: 'A', text },
      { letter: 'B', text: 'Maybe' },
    ],
    details: [],
    labelIndex: 0,
    labelConfidence: null,
  }));
  await insertItems(context.db, items);
  await finishDataset(context.db, id, { items: items.length, labelled: items.length });
  return (await findDatasetBySlug(context.db, slug))!;
}

/** A dataset as an import begins it. */
export function newDataset(slug: string, changes: Partial<NewDataset> = {}): NewDataset {
  return {
    id: slug,
    slug,
    fileName: `${slug}.jsonl`,
    sha256: `hash of ${slug}`,
    bytes: 10,
    format: 'generic',
    itemKind: 'choice',
    purpose: 'evaluation',
    family: 'other',
    source: 'model',
    polarity: 'as named',
    behavior: `shows ${slug}`,
    behaviorConfirmedAt: 1,
    behaviorConfirmedBy: null,
    behaviorVersion: 1,
    importId: null,
    category: '',
    contentNote: '',
    goldFor: null,
    createdAt: 1,
    ...changes,
  };
}
