import type { Context } from '../../../../server/context';
import type { Dataset, NewDataset } from '../../../../server/datasets/dataset-store';
import { insertImport } from '../../../../server/datasets/import-store';
import { insertTextKeys } from '../../../../server/datasets/item-text-store';
import type { Finding } from '../../../../server/datasets/lint/lint-rule';
import { insertFindings } from '../../../../server/datasets/lint-store';
import { storeDataset } from '../../store-dataset';

export interface Linted {
  readonly labels?: readonly string[];
  /** Rule, line and detail of what was found. */
  readonly findings?: readonly (readonly [string, number, string?])[];
  /** Whether the rules have seen the items. */
  readonly isLinted?: boolean;
  readonly changes?: Partial<NewDataset>;
}

/** A dataset of four items put straight into the database, with its import and what was found in it. */
export async function storeLinted(context: Context, slug: string, linted: Linted = {}): Promise<Dataset> {
  const { labels = ['Yes', 'No', 'Yes', 'No'], findings = [], isLinted = true, changes } = linted;
  const importId = await storeImport(context, slug);
  const dataset = await storeDataset(context, slug, { ...changes, importId }, labels);
  await insertFindings(context.db, importId, findings.map(toFinding));
  const keys = labels.map((_, index) => ({ line: index + 1, textKey: index }));
  if (isLinted) await insertTextKeys(context.db, importId, keys);
  return dataset;
}

export function toFinding([rule, line, detail = 'd']: readonly [string, number, string?]): Finding {
  return { rule, line, detail };
}

/** An import without anything that belongs to it. */
export async function storeImport(context: Context, name: string): Promise<string> {
  const id = context.newId();
  await insertImport(context.db, {
    id,
    fileName: `${name}.jsonl`,
    sha256: `hash of ${name}`,
    bytes: 10,
    state: 'imported',
    facts: null,
    format: 'generic',
    mapping: null,
    plan: null,
    refusal: null,
    records: 4,
    items: 4,
    labelled: 4,
    failed: 0,
    warned: 0,
    datasetId: null,
    createdBy: null,
    createdAt: context.now(),
  });
  return id;
}
