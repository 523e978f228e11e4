import { stringify } from 'csv-stringify/sync';
import type { Database } from '../../../db/database';
import type { Dataset } from '../../dataset-store';
import { listItemsOnLines } from '../../item-store';
import { listFindings } from '../../lint-store';
import { loadLintReport } from './lint-report';
import { loadLintTable, totalsOf, type LintTable } from './lint-table';

/** The table of all rules over all datasets as a file. A new kind is one entry. */
export const lintTableFormats: readonly {
  readonly key: string;
  readonly contentType: string;
  readonly write: (table: LintTable) => string;
}[] = [
  { key: 'json', contentType: 'application/json; charset=utf-8', write: tableJson },
  { key: 'csv', contentType: 'text/csv; charset=utf-8', write: tableCsv },
];

/** Rules with their totals, then datasets with what each rule found; zeros are left out. */
export function lintTableJson(table: LintTable) {
  return {
    rules: table.rules.map((rule) => ({ ...factsOf(rule), ...totalsOf(table, rule.key) })),
    datasets: table.rows.map(({ dataset, isLinted, counts, decisions }) => ({
      dataset: dataset.slug,
      id: dataset.id,
      sha256: dataset.sha256,
      items: dataset.itemCount,
      linted: isLinted,
      findings: inOrder(counts),
      decisions: inOrder(decisions),
    })),
  };
}

function tableJson(table: LintTable): string {
  return `${JSON.stringify(lintTableJson(table), null, 2)}\n`;
}

/** One row a dataset, one column a rule; cells are empty for datasets that were never linted. */
function tableCsv({ rules, rows }: LintTable): string {
  const header = ['dataset', 'sha256', 'items', ...rules.map(({ key }) => key)];
  const lines = rows.map(({ dataset, isLinted, counts }) => [
    dataset.slug,
    dataset.sha256,
    dataset.itemCount,
    ...rules.map(({ key }) => counts.get(key) ?? (isLinted ? 0 : '')),
  ]);
  return stringify([header, ...lines], { escape_formulas: true });
}

function inOrder<Value>(values: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const linesPerRead = 500;

/**
 * Everything the rules found in a dataset as one JSON document, a piece at a time: first what is known of the dataset
 * and the rules, then every finding by line and rule.
 */
export async function* lintJson(db: Database, dataset: Dataset): AsyncGenerator<string> {
  const head = JSON.stringify(await headOf(db, dataset), null, 2);
  yield `${head.slice(0, -2)},\n  "findings": [`;
  let separator = '\n    ';
  for await (const finding of findingsOf(db, dataset)) {
    yield separator + JSON.stringify(finding);
    separator = ',\n    ';
  }
  yield `${separator.startsWith(',') ? '\n  ' : ''}]\n}\n`;
}

async function headOf(db: Database, dataset: Dataset) {
  const report = await loadLintReport(db, dataset);
  const { rules } = await loadLintTable(db, [dataset]);
  return {
    dataset: dataset.slug,
    id: dataset.id,
    sha256: dataset.sha256,
    items: dataset.itemCount,
    itemsWithFindings: report.itemsWithFindings,
    quarantined: report.quarantined,
    lintedAt: report.state.lintedAt === undefined ? null : new Date(report.state.lintedAt).toISOString(),
    rules: rules.map((rule) => {
      const found = report.rules.find(({ key }) => key === rule.key);
      return { ...factsOf(rule), count: found?.findings ?? 0, decision: found?.decision?.decision ?? null };
    }),
  };
}

async function* findingsOf(db: Database, { id, importId }: Dataset) {
  if (importId === null) return;
  for (let after: number | undefined; ;) {
    const findings = await listFindings(db, importId, { after, limit: linesPerRead });
    after = findings.at(-1)?.line;
    if (after === undefined) return;
    const lines = [...new Set(findings.map(({ line }) => line))];
    const ids = new Map((await listItemsOnLines(db, id, lines)).map((item) => [item.line, item.id]));
    for (const { rule, line, detail } of findings) yield { rule, line, item: ids.get(line) ?? null, detail };
  }
}

function factsOf({ key, name, severity }: LintTable['rules'][number]) {
  return { key, name, severity };
}
