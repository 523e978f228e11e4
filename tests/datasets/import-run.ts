import type { ImportRun } from '../../server/datasets/import-store';

/** A received import with something in every field. */
export function importRun(id: string, changes: Partial<ImportRun> = {}): ImportRun {
  return {
    id,
    fileName: 'x.jsonl',
    sha256: 'hash of x',
    bytes: 5_000_000_000,
    state: 'received',
    facts: { compression: 'none', syntax: 'jsonl', hasMark: false, lineEndings: 'LF', notes: ['Read this.'] },
    format: 'generic',
    mapping: { question: 'prompt' },
    plan: null,
    refusal: null,
    records: 3_000_000_000,
    items: 5,
    labelled: 4,
    failed: 2,
    warned: 1,
    datasetId: null,
    createdBy: null,
    createdAt: 1_795_000_000_000,
    ...changes,
  };
}
