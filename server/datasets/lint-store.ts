import { setImmediate } from 'node:timers/promises';
import type { Database } from '../db/database';
import { insertRows, upsertRows } from '../db/insert-rows';
import { placeholders } from '../db/placeholders';
import type { Finding } from './lint/lint-rule';

/** How many findings a rule has in one import. */
export interface FindingCount {
  readonly importId: string;
  readonly rule: string;
  readonly count: number;
  /** Of those, the ones about an item rather than the whole file. */
  readonly items: number;
}

export interface FindingRange {
  /** Only this rule's. */
  readonly rule?: string | undefined;
  /** Only on later lines; without it from line 0, which stands for the whole file. */
  readonly after?: number | undefined;
  /** How many lines at most; every finding on them comes along. */
  readonly limit: number;
}

interface FindingRow {
  rule: string;
  line: number;
  detail: string;
}

export async function insertFindings(
  db: Database,
  importId: string,
  findings: readonly Finding[],
): Promise<void> {
  const columns = ['import_id', 'rule', 'line', 'detail'];
  const rows = findings.map(({ rule, line, detail }) => [importId, rule, line, JSON.stringify(detail)]);
  await insertRows(db, 'lint_findings', columns, rows);
}

/**
 * Writes what a new run of the rules found; what an older one found at the same places is changed. Runs are told apart
 * by ids that sort by time, so that a run that was taken for dead undoes nothing of the one in its place.
 */
export async function renewFindings(
  db: Database,
  importId: string,
  { findings, foundBy }: { findings: readonly Finding[]; foundBy: string },
): Promise<void> {
  const key = ['import_id', 'rule', 'line'];
  const rows = findings.map(({ rule, line, detail }) => [
    importId,
    rule,
    line,
    JSON.stringify(detail),
    foundBy,
  ]);
  const columns = [...key, 'detail', 'found_by'];
  await upsertRows(db, { table: 'lint_findings', columns, key, unlessNewer: 'found_by' }, rows);
}

/** The last line on which anything was found; 0 when nothing was, or only about the file as a whole. */
export async function lastFoundLine(db: Database, importId: string): Promise<number> {
  const row = await db.get<{ line: number | null }>(
    'SELECT MAX(line) AS line FROM lint_findings WHERE import_id = ?',
    importId,
  );
  return row?.line ?? 0;
}

export interface OldFindings {
  /** The run whose findings stay, and those of later ones. */
  readonly foundBy: string;
  /** Rules whose findings stay whoever found them. */
  readonly except: readonly string[];
  /** Only on lines from here, up to but without there. */
  readonly from: number;
  readonly to: number;
}

/** Removes what older runs of the rules found on some lines. */
export async function deleteOldFindings(
  db: Database,
  importId: string,
  { foundBy, except, from, to }: OldFindings,
): Promise<void> {
  await db.run(
    `DELETE FROM lint_findings WHERE import_id = ? AND line >= ? AND line < ? AND found_by < ?
     AND rule NOT IN (${placeholders(except)})`,
    importId,
    from,
    to,
    foundBy,
    ...except,
  );
}

/** Findings by line, on one line by rule. */
export async function listFindings(
  db: Database,
  importId: string,
  { rule, after = -1, limit }: FindingRange,
): Promise<Finding[]> {
  if (rule !== undefined) return inOrder(await db.all(findingsOfRule, importId, rule, after, limit));
  return inOrder(await db.all(findingsByLine, importId, after, importId, after, limit));
}

/** Of the next few lines that have any; a line's findings stay together. */
const findingsByLine = `SELECT rule, line, detail FROM lint_findings
  WHERE import_id = ? AND line > ? AND line <= (SELECT MAX(line) FROM (
    SELECT DISTINCT line FROM lint_findings WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?) AS lines)`;

const findingsOfRule = `SELECT rule, line, detail FROM lint_findings
  WHERE import_id = ? AND rule = ? AND line > ? ORDER BY line LIMIT ?`;

/** What was found on these lines, by line and rule. */
export async function listFindingsOfLines(
  db: Database,
  importId: string,
  lines: readonly number[],
): Promise<Finding[]> {
  if (lines.length === 0) return [];
  const rows = await db.all<FindingRow>(
    `SELECT rule, line, detail FROM lint_findings WHERE import_id = ? AND line IN (${placeholders(lines)})`,
    importId,
    ...lines,
  );
  return inOrder(rows);
}

/** What was found on one line, by rule. */
export function listFindingsOfItem(db: Database, importId: string, line: number): Promise<Finding[]> {
  return listFindingsOfLines(db, importId, [line]);
}

/** Findings by import and rule, of these imports; only pairs that have some, in no order. */
export async function countFindings(db: Database, ...importIds: readonly string[]): Promise<FindingCount[]> {
  const counts: FindingCount[] = [];
  for (const importId of importIds) {
    const ofRules = new Map<string, FindingCount>();
    for await (const { from, to } of foundStretches(db, importId)) {
      const rows = await db.all<{ rule: string; count: number; items: number }>(
        `SELECT rule, COUNT(*) AS count, SUM(CASE WHEN line > 0 THEN 1 ELSE 0 END) AS items FROM lint_findings
         WHERE import_id = ? AND line >= ? AND line < ? GROUP BY rule`,
        importId,
        from,
        to,
      );
      for (const { rule, count, items } of rows) {
        const before = ofRules.get(rule) ?? { importId, rule, count: 0, items: 0 };
        ofRules.set(rule, { ...before, count: before.count + count, items: before.items + items });
      }
    }
    counts.push(...ofRules.values());
  }
  return counts;
}

/** Lines looked at in one statement: of two million it would keep everybody waiting for a second. */
const linesAtOnce = 20_000;

/** The lines of an import on which anything was found, in stretches; between two of them others get their turn. */
export async function* foundStretches(
  db: Database,
  importId: string,
): AsyncGenerator<{ readonly from: number; readonly to: number }> {
  const last = await lastFoundLine(db, importId);
  for (let from = 0; from <= last; from += linesAtOnce) {
    if (from > 0) await setImmediate();
    yield { from, to: from + linesAtOnce };
  }
}

/** Whether the rules have seen the items of an import: then each has left a text key. */
export async function isLinted(db: Database, importId: string): Promise<boolean> {
  const sql = 'SELECT line FROM item_texts WHERE import_id = ? LIMIT 1';
  return (await db.get(sql, importId)) !== undefined;
}

/** The imports whose items the rules have seen, in no order. */
export async function listLintedImports(db: Database): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    'SELECT id FROM imports WHERE EXISTS (SELECT 1 FROM item_texts WHERE import_id = imports.id)',
  );
  return rows.map(({ id }) => id);
}

/** Sorted here, because the engines sort text differently. */
function inOrder(rows: readonly FindingRow[]): Finding[] {
  return rows
    .map(({ rule, line, detail }) => ({ rule, line, detail: JSON.parse(detail) as string }))
    .sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1));
}
