import type { Database } from '../../db/database';

export type Alignment = 'same' | 'opposite';
export type Verdict = 'confirmed' | 'rejected';

/** What a person decided about a model-written and a human-written set of one behavior. */
export interface Pair {
  readonly modelDatasetId: string;
  readonly humanDatasetId: string;
  readonly verdict: Verdict;
  /** Whether the labels of the two point the same way. */
  readonly alignment: Alignment;
  readonly decidedBy: string | null;
  readonly decidedAt: number;
}

interface PairRow {
  model_dataset_id: string;
  human_dataset_id: string;
  verdict: Verdict;
  alignment: Alignment;
  decided_by: string | null;
  decided_at: number;
}

/** Every decided pair, the newest decision first. */
export async function listPairs(db: Database): Promise<Pair[]> {
  const rows = await db.all<PairRow>(
    'SELECT * FROM dataset_pairs ORDER BY decided_at DESC, model_dataset_id, human_dataset_id',
  );
  return rows.map(toPair);
}

export async function listPairsOf(db: Database, datasetId: string): Promise<Pair[]> {
  const rows = await db.all<PairRow>(
    `SELECT * FROM dataset_pairs WHERE model_dataset_id = ? OR human_dataset_id = ?
     ORDER BY decided_at DESC, model_dataset_id, human_dataset_id`,
    datasetId,
    datasetId,
  );
  return rows.map(toPair);
}

/** A later decision about the same two takes the place of an earlier one. */
export async function setPair(db: Database, pair: Pair): Promise<void> {
  await db.run(
    `INSERT INTO dataset_pairs (model_dataset_id, human_dataset_id, verdict, alignment, decided_by, decided_at)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (model_dataset_id, human_dataset_id) DO UPDATE SET verdict = excluded.verdict,
       alignment = excluded.alignment, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
    pair.modelDatasetId,
    pair.humanDatasetId,
    pair.verdict,
    pair.alignment,
    pair.decidedBy,
    pair.decidedAt,
  );
}

/** @returns whether there was a decision to take back */
export async function deletePair(db: Database, modelId: string, humanId: string): Promise<boolean> {
  const { changes } = await db.run(
    'DELETE FROM dataset_pairs WHERE model_dataset_id = ? AND human_dataset_id = ?',
    modelId,
    humanId,
  );
  return changes === 1;
}

function toPair(row: PairRow): Pair {
  return {
    modelDatasetId: row.model_dataset_id,
    humanDatasetId: row.human_dataset_id,
    verdict: row.verdict,
    alignment: row.alignment,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}
