import type { Database } from '../../server/db/database';

interface Made {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** A script that makes a database with the same tables, rows, indexes and triggers out of an empty one. */
export async function scriptOf(db: Database): Promise<string> {
  // What SQLite makes by itself, such as the indexes of keys, has no SQL or a name of its own kind.
  const made = await db.all<Made>(
    `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid`,
  );
  const sqlOf = (isTable: boolean): string[] =>
    made.filter(({ type }) => (type === 'table') === isTable).map(({ sql }) => sql);
  const rows: string[] = [];
  for (const { name } of made.filter(({ type }) => type === 'table')) rows.push(...(await rowsOf(db, name)));
  return [...sqlOf(true), ...rows, ...sqlOf(false)].join(';\n');
}

async function rowsOf(db: Database, table: string): Promise<string[]> {
  const rows = await db.all<Record<string, string | number | null>>(`SELECT * FROM "${table}"`);
  return rows.map((row) => `INSERT INTO "${table}" VALUES (${Object.values(row).map(literal).join(', ')})`);
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
