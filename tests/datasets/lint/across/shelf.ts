import type { Context } from '../../../../server/context';
import {
  deleteDataset,
  finishDataset,
  insertDataset,
  type Dataset,
} from '../../../../server/datasets/dataset-store';
import { insertImport } from '../../../../server/datasets/import-store';
import type { NewItem } from '../../../../server/datasets/item';
import { insertItems } from '../../../../server/datasets/item-store';
import { insertTextKeys } from '../../../../server/datasets/item-text-store';
import { listFindings } from '../../../../server/datasets/lint-store';
import { textKey } from '../../../../server/datasets/lint/text-key';
import { newDataset } from '../../store-dataset';

export type ShelfItem = Pick<NewItem, 'text' | 'stem' | 'choices' | 'labelIndex'>;

/** A question answered Yes or No; the label is Yes unless said otherwise. */
export function ask(text: string, label: 'Yes' | 'No' | null = 'Yes'): ShelfItem {
  const choices = ['Yes', 'No'].map((choice) => ({ letter: '', text: choice }));
  return { text, stem: text, choices, labelIndex: label === null ? null : Number(label === 'No') };
}

/** Puts a file and its dataset straight into the database; ids are made of the slug, lines are 1, 2, … . */
export async function shelve(
  context: Context,
  slug: string,
  items: readonly ShelfItem[],
  { purpose = 'evaluation', isReady = true }: { purpose?: Dataset['purpose']; isReady?: boolean } = {},
): Promise<string> {
  const importId = await receive(context, slug, items);
  await insertDataset(context.db, newDataset(slug, { importId, purpose }));
  await insertItems(
    context.db,
    items.map((item, i) => {
      const place = { id: `${slug} ${i + 1}`, datasetId: slug, line: i + 1 };
      return { ...item, ...place, details: [], labelConfidence: null };
    }),
  );
  if (isReady) await finish(context, slug);
  return importId;
}

/** A file that was read and checked, without a dataset. */
export async function receive(context: Context, slug: string, items: readonly ShelfItem[]): Promise<string> {
  const id = `import of ${slug}`;
  const counts = { records: items.length, items: items.length, labelled: 0, failed: 0, warned: 0 };
  const none = { facts: null, mapping: null, plan: null, refusal: null, datasetId: null, createdBy: null };
  const file = { fileName: `${slug}.jsonl`, sha256: `hash of ${slug}`, bytes: 10, format: 'generic' };
  await insertImport(context.db, {
    id,
    state: 'checked',
    ...file,
    ...counts,
    ...none,
    createdAt: context.now(),
  });
  const keys = items.map((item, i) => ({ line: i + 1, textKey: textKey(item) }));
  await insertTextKeys(context.db, id, keys);
  return id;
}

export async function finish({ db }: Context, slug: string): Promise<void> {
  await finishDataset(db, slug, { items: 1, labelled: 1 });
}

/** The dataset is gone, its import stays. */
export async function takeBack({ db }: Context, slug: string): Promise<void> {
  await deleteDataset(db, slug);
}

/** Everything found in a dataset's import, as `line rule: detail`. */
export async function foundIn({ db }: Context, slug: string): Promise<string[]> {
  const findings = await listFindings(db, `import of ${slug}`, { limit: 100_000 });
  return findings.map(({ line, rule, detail }) => `${line} ${rule}: ${detail}`);
}
