import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import type { PlacedProblem } from './problem';

export async function insertProblems(
  db: Database,
  importId: string,
  problems: readonly PlacedProblem[],
): Promise<void> {
  const columns = ['import_id', 'line', 'byte_offset', 'severity', 'kind', 'reason', 'excerpt'];
  const rows = problems.map(({ line, byteOffset, severity, kind, reason, excerpt }) => [
    importId,
    line,
    byteOffset,
    severity,
    kind,
    reason,
    JSON.stringify(excerpt),
  ]);
  await insertRows(db, 'import_problems', columns, rows);
}

type ProblemRow = Omit<PlacedProblem, 'byteOffset'> & { byte_offset: number };

export interface ProblemRange {
  /** The last problem already read. */
  readonly after?: Pick<PlacedProblem, 'line' | 'kind'> | undefined;
  readonly limit: number;
}

/** Problems in file order, paged by place. */
export async function listProblems(
  db: Database,
  importId: string,
  { after = { line: 0, kind: 'record' }, limit }: ProblemRange,
): Promise<PlacedProblem[]> {
  const rows = await db.all<ProblemRow>(
    `SELECT line, byte_offset, severity, kind, reason, excerpt FROM import_problems
     WHERE import_id = ? AND (line > ? OR (line = ? AND kind > ?)) ORDER BY line, kind LIMIT ?`,
    importId,
    after.line,
    after.line,
    after.kind,
    limit,
  );
  return rows.map(({ byte_offset: byteOffset, excerpt, ...rest }) => ({
    ...rest,
    byteOffset,
    excerpt: JSON.parse(excerpt) as string,
  }));
}

/** How many problems of each kind and severity an import has. */
export async function countProblems(
  db: Database,
  importId: string,
): Promise<(Pick<PlacedProblem, 'kind' | 'severity'> & { readonly count: number })[]> {
  return db.all(
    `SELECT kind, severity, COUNT(*) AS count FROM import_problems WHERE import_id = ?
     GROUP BY kind, severity ORDER BY severity, kind`,
    importId,
  );
}
