import type { Database } from '../../../db/database';
import { lintRules } from '..';
import { listDatasets, type Dataset } from '../../dataset-store';
import { countFindings, listLintedImports } from '../../lint-store';
import { listDecisions, type LintDecision } from '../lint-decision-store';
import { bySeverity, ruleFacts, type RuleFacts } from './known-rules';

/** What the rules found in one dataset. */
export interface LintTableRow {
  readonly dataset: Dataset;
  readonly isLinted: boolean;
  /** Findings by the key of the rule; rules that found nothing are left out. */
  readonly counts: ReadonlyMap<string, number>;
  readonly decisions: ReadonlyMap<string, LintDecision['decision']>;
}

/** Every rule and every dataset. */
export interface LintTable {
  /** All rules there are, and those that are gone but still have findings; the worst first. */
  readonly rules: readonly RuleFacts[];
  /** By slug. */
  readonly rows: readonly LintTableRow[];
}

/** What all rules found in all datasets, or in some. */
export async function loadLintTable(db: Database, datasets?: readonly Dataset[]): Promise<LintTable> {
  const chosen = datasets ?? (await listDatasets(db));
  const linted = new Set(await listLintedImports(db));
  const importIds = chosen.flatMap(({ importId }) => importId ?? []);
  const counts = grouped(await countFindings(db, ...importIds), ({ importId }) => importId);
  const decisions = grouped(await listDecisions(db), ({ datasetId }) => datasetId);
  const rows = chosen.map((dataset) => ({
    dataset,
    isLinted: dataset.importId !== null && linted.has(dataset.importId),
    counts: new Map((counts.get(dataset.importId ?? '') ?? []).map(({ rule, count }) => [rule, count])),
    decisions: new Map((decisions.get(dataset.id) ?? []).map(({ rule, decision }) => [rule, decision])),
  }));
  const keys = new Set([
    ...lintRules.map(({ key }) => key),
    ...rows.flatMap((row) => [...row.counts.keys()]),
  ]);
  return { rules: [...keys].map(ruleFacts).sort(bySeverity), rows };
}

/** How many findings a rule has in all datasets, and in how many of them. */
export function totalsOf({ rows }: LintTable, rule: string): { findings: number; datasets: number } {
  const counts = rows.map((row) => row.counts.get(rule) ?? 0);
  return {
    findings: counts.reduce((sum, count) => sum + count, 0),
    datasets: counts.filter((count) => count > 0).length,
  };
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
