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
  await runInChunks(db, { table, columns }, rows);
}

/** The same, and rows that are there already under the same key are changed. No key may come twice. */
export async function upsertRows(
  db: Database,
  into: Required<Into>,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  await runInChunks(db, into, rows);
}

interface Into {
  readonly table: string;
  readonly columns: readonly string[];
  /** What makes a row the same row. */
  readonly key?: readonly string[];
  /** A row that has more in this column stays as it is. */
  readonly unlessNewer?: string;
}

async function runInChunks(db: Database, into: Into, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    await db.run(statementFor(into, chunk.length), ...chunk.flat());
  }
}

const statements = new Map<string, string>();

/** The same text for the same shape: full chunks come in thousands, and a text that is known is found faster. */
function statementFor(into: Into, rows: number): string {
  const { table, columns, key = [], unlessNewer = '' } = into;
  const shape = [table, rows, columns, key, unlessNewer].join(' ');
  const known = statements.get(shape);
  if (known !== undefined) return known;
  const one = `(${columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: rows }, () => one).join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}${onConflict(into)}`;
  statements.set(shape, sql);
  return sql;
}

function onConflict({ table, columns, key, unlessNewer }: Into): string {
  if (!key || !unlessNewer) return '';
  const others = columns.filter((column) => !key.includes(column));
  const changes = others.map((column) => `${column} = excluded.${column}`);
  return ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')}
    WHERE ${table}.${unlessNewer} <= excluded.${unlessNewer}`;
}
