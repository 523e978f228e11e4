import type { Database } from '../../db/database';
import { placeholders } from '../../db/placeholders';
import { foundStretches } from '../lint-store';

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
  const rows = await decisionRows(db, datasetId);
  return rows.map((row) => ({
    datasetId: row.dataset_id,
    rule: row.rule,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }));
}

function decisionRows(db: Database, datasetId: string | undefined): Promise<DecisionRow[]> {
  if (datasetId === undefined) return db.all('SELECT * FROM lint_decisions');
  return db.all('SELECT * FROM lint_decisions WHERE dataset_id = ?', datasetId);
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
  const importId = await importOf(db, datasetId);
  let count = 0;
  for await (const { from, to } of foundStretches(db, importId)) {
    const row = await db.get<{ count: number }>(
      `SELECT COUNT(DISTINCT f.line) AS count FROM lint_findings f
       WHERE f.import_id = ? AND f.line > 0 AND f.line >= ? AND f.line < ? AND NOT EXISTS (
         SELECT 1 FROM lint_decisions d WHERE d.dataset_id = ? AND d.rule = f.rule AND d.decision = 'ignored')`,
      importId,
      from,
      to,
      datasetId,
    );
    count += row!.count;
  }
  return count;
}

/** The lines of the items that no sample may contain. A decision made meanwhile counts for all of them or for none. */
export async function listQuarantinedLines(db: Database, datasetId: string): Promise<number[]> {
  const lines: number[] = [];
  for await (const some of quarantinedLines(db, datasetId)) for (const line of some) lines.push(line);
  return lines;
}

export async function countQuarantined(db: Database, datasetId: string): Promise<number> {
  let count = 0;
  for await (const some of quarantinedLines(db, datasetId)) count += some.length;
  return count;
}

async function* quarantinedLines(db: Database, datasetId: string): AsyncGenerator<number[]> {
  const decisions = (await listDecisions(db, datasetId)).filter(({ decision }) => decision === 'quarantined');
  if (decisions.length === 0) return;
  const rules = decisions.map(({ rule }) => rule);
  const importId = await importOf(db, datasetId);
  for await (const { from, to } of foundStretches(db, importId)) {
    const rows = await db.all<{ line: number }>(
      `SELECT DISTINCT line FROM lint_findings
       WHERE import_id = ? AND line > 0 AND line >= ? AND line < ? AND rule IN (${placeholders(rules)})`,
      importId,
      from,
      to,
      ...rules,
    );
    yield rows.map(({ line }) => line);
  }
}

/** '' when nothing is known of it any more: then nothing was found in it either. */
async function importOf(db: Database, datasetId: string): Promise<string> {
  const row = await db.get<{ import_id: string | null }>(
    'SELECT import_id FROM datasets WHERE id = ?',
    datasetId,
  );
  return row?.import_id ?? '';
}
