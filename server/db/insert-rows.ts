import type { Database, SqlValue } from './database';

/** Rows per statement: few round trips, well under both engines' limit on parameters. */
const chunkSize = 100;

/** Inserts many rows with few statements. Call it inside a transaction when all or none is wanted. */
export async function insertRows(
  db: Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    await db.run(statementFor(table, columns, chunk.length), ...chunk.flat());
  }
}

const statements = new Map<string, string>();

/** The same text for the same shape: full chunks come in thousands, and a text that is known is found faster. */
function statementFor(table: string, columns: readonly string[], rows: number): string {
  const key = `${table} ${rows} ${columns.join()}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const one = `(${columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: rows }, () => one).join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}`;
  statements.set(key, sql);
  return sql;
}
