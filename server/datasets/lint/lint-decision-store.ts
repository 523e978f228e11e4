import type { Database } from '../../db/database';

/** What a person decided about all findings of a rule in a dataset. */
export interface LintDecision {
  readonly datasetId: string;
  readonly rule: string;
  readonly decision: 'ignored' | 'quarantined';
  readonly decidedBy: string | null;
  readonly decidedAt: number;
}

interface DecisionRow {
  dataset_id: string;
  rule: string;
  decision: LintDecision['decision'];
  decided_by: string | null;
  decided_at: number;
}

/** The decisions about one dataset, or about all, in no order. */
export async function listDecisions(db: Database, datasetId?: string): Promise<LintDecision[]> {
  const rows =
    datasetId === undefined
      ? await db.all<DecisionRow>('SELECT * FROM lint_decisions')
      : await db.all<DecisionRow>('SELECT * FROM lint_decisions WHERE dataset_id = ?', datasetId);
  return rows.map((row) => ({
    datasetId: row.dataset_id,
    rule: row.rule,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }));
}

/** Decides about a rule in a dataset, whatever was decided before. */
export async function setDecision(db: Database, decision: LintDecision): Promise<void> {
  await db.run(
    `INSERT INTO lint_decisions (dataset_id, rule, decision, decided_by, decided_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (dataset_id, rule) DO UPDATE SET decision = excluded.decision,
       decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
    decision.datasetId,
    decision.rule,
    decision.decision,
    decision.decidedBy,
    decision.decidedAt,
  );
}

/** @returns whether there was a decision to take back */
export async function removeDecision(db: Database, datasetId: string, rule: string): Promise<boolean> {
  const { changes } = await db.run(
    'DELETE FROM lint_decisions WHERE dataset_id = ? AND rule = ?',
    datasetId,
    rule,
  );
  return changes === 1;
}

/** How many items have a finding of a rule that nobody decided to ignore. */
export async function countItemsWithFindings(db: Database, datasetId: string): Promise<number> {
  const row = await db.get<{ count: number }>(
    `SELECT COUNT(DISTINCT f.line) AS count FROM datasets s JOIN lint_findings f ON f.import_id = s.import_id
     WHERE s.id = ? AND f.line > 0 AND NOT EXISTS (
       SELECT 1 FROM lint_decisions d WHERE d.dataset_id = s.id AND d.rule = f.rule AND d.decision = 'ignored')`,
    datasetId,
  );
  return row!.count;
}

/** The lines of the items that no sample may contain. */
export async function listQuarantinedLines(db: Database, datasetId: string): Promise<number[]> {
  const rows = await db.all<{ line: number }>(`SELECT DISTINCT f.line ${quarantined}`, datasetId);
  return rows.map(({ line }) => line);
}

export async function countQuarantined(db: Database, datasetId: string): Promise<number> {
  const row = await db.get<{ count: number }>(
    `SELECT COUNT(DISTINCT f.line) AS count ${quarantined}`,
    datasetId,
  );
  return row!.count;
}

const quarantined = `FROM datasets s
  JOIN lint_decisions d ON d.dataset_id = s.id AND d.decision = 'quarantined'
  JOIN lint_findings f ON f.import_id = s.import_id AND f.rule = d.rule AND f.line > 0
  WHERE s.id = ?`;
