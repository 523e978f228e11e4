import type { Client } from 'pg';
import { listTables } from './catalogue';
import { connect, readsOn } from './postgres-connection';
import { postgresRows } from './postgres-rows';
import type { Sink } from './sink';
import { columnList, quoted, rowName, type Cell, type ColumnType, type Row, type Table } from './table';

/** PostgreSQL takes no more parameters in a statement. */
const mostParameters = 65_535;
const mostRows = 500;
const smallest = -(2n ** 31n);
const largest = 2n ** 31n - 1n;

/** Fills the tables of an empty database, in one transaction during which nobody else can write to them. */
export async function openPostgresSink(url: string): Promise<Sink> {
  const client = await connect(url);
  const reads = readsOn(client);
  try {
    await client.query('BEGIN');
    const tables = await listTables(reads);
    await client.query(
      `LOCK TABLE ${quoted(tables.map(({ name }) => name))} IN SHARE ROW EXCLUSIVE MODE NOWAIT`,
    );
    const late = referencesToLater(tables);
    for (const key of late) await client.query(alterConstraint(key, 'DEFERRABLE INITIALLY DEFERRED'));
    return { ...reads, ...writesOn(client, late, tables) };
  } catch (error) {
    await client.end();
    throw error;
  }
}

interface Reference {
  readonly table: string;
  readonly name: string;
}

/** Keys that refer to the same table or to one that is filled later: no order of rows satisfies them before the end. */
function referencesToLater(tables: readonly Table[]): Reference[] {
  const names = tables.map(({ name }) => name);
  return tables.flatMap(({ name: table, foreignKeys }) =>
    foreignKeys
      .filter(({ parent }) => names.indexOf(parent) >= names.indexOf(table))
      .map(({ name }) => ({ table, name })),
  );
}

function alterConstraint({ table, name }: Reference, how: string): string {
  return `ALTER TABLE ${quoted([table])} ALTER CONSTRAINT ${quoted([name])} ${how}`;
}

function writesOn(
  client: Client,
  late: readonly Reference[],
  tables: readonly Table[],
): Pick<Sink, 'rows' | 'insert' | 'commit' | 'abandon'> {
  return {
    rows: (table) => postgresRows(client, table),
    insert: async (table, rows) => {
      const size = Math.min(mostRows, Math.floor(mostParameters / table.columns.length));
      for (let start = 0; start < rows.length; start += size) {
        await insertChunk(client, table, rows.slice(start, start + size));
      }
    },
    commit: async () => {
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      for (const key of late) await client.query(alterConstraint(key, 'NOT DEFERRABLE'));
      await client.query('COMMIT');
      // Until it knows how many rows there are, the planner of queries guesses.
      await client.query(`ANALYZE ${quoted(tables.map(({ name }) => name))}`);
      await client.end();
    },
    // A transaction whose connection ends is rolled back.
    abandon: () => client.end(),
  };
}

async function insertChunk(client: Client, table: Table, rows: readonly Row[]): Promise<void> {
  for (const row of rows) assertStorable(table, row);
  let count = 0;
  const values = rows.map((row) => `(${row.map(() => `$${++count}`).join(', ')})`).join(', ');
  const text = `INSERT INTO ${quoted([table.name])} (${columnList(table)}) VALUES ${values}`;
  try {
    await client.query({ text, values: rows.flat() });
  } catch (error) {
    throw new Error(`Rows of table ${table.name} cannot be stored: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** What SQLite keeps and PostgreSQL does not. @throws Error naming the row */
function assertStorable(table: Table, row: Row): void {
  for (const [index, { name, type }] of table.columns.entries()) {
    const fault = faultOf(row[index]!, type);
    if (fault) throw new Error(`Column ${name} of table ${table.name}, ${rowName(table, row)}, ${fault}.`);
  }
}

function faultOf(value: Cell, type: ColumnType): string | undefined {
  if (typeof value === 'string' && value.includes('\0')) return 'holds a NUL, which PostgreSQL cannot store';
  if (type !== 'integer' || typeof value !== 'bigint') return undefined;
  return value < smallest || value > largest ? 'is too large for PostgreSQL' : undefined;
}
