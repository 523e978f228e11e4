import type { Database } from '../../../db/database';
import { plural } from '../../../web/format';
import type { Dataset } from '../../dataset-store';
import { countFindings, listLintedImports } from '../../lint-store';
import type { LintSeverity } from '../lint-rule';
import { listDecisions } from '../lint-decision-store';
import { ruleFacts } from './known-rules';

/** How many findings a dataset has of each severity, those of ignored rules left out. */
export type LintSummary = Readonly<Record<LintSeverity, number>>;

/** The summary of each of these datasets by its id; a dataset that was never linted has none. */
export async function summarizeLint(
  db: Database,
  datasets: readonly Pick<Dataset, 'id' | 'importId'>[],
): Promise<ReadonlyMap<string, LintSummary>> {
  const linted = new Set(await listLintedImports(db));
  const importIds = datasets.flatMap(({ importId }) => (importId === null ? [] : [importId]));
  const counts = importIds.length === 0 ? [] : await countFindings(db, ...importIds);
  const decisions = await listDecisions(db);
  const ignored = new Set(
    decisions
      .filter(({ decision }) => decision === 'ignored')
      .map(({ datasetId, rule }) => `${datasetId} ${rule}`),
  );
  const summaries = new Map<string, LintSummary>();
  for (const { id, importId } of datasets) {
    if (importId === null || !linted.has(importId)) continue;
    const summary = { error: 0, warning: 0, note: 0 };
    for (const { rule, count } of counts.filter((one) => one.importId === importId)) {
      if (!ignored.has(`${id} ${rule}`)) summary[ruleFacts(rule).severity] += count;
    }
    summaries.set(id, summary);
  }
  return summaries;
}

/** `2 errors, 1 note`, `Nothing found` or `Not linted yet`. */
export function summaryInWords(summary: LintSummary | undefined): string {
  if (!summary) return 'Not linted yet';
  const parts = [
    summary.error > 0 && plural(summary.error, 'error', 'errors'),
    summary.warning > 0 && plural(summary.warning, 'warning', 'warnings'),
    summary.note > 0 && plural(summary.note, 'note', 'notes'),
  ].filter((part) => part !== false);
  return parts.join(', ') || 'Nothing found';
}
