import type { Reads } from '../reads';
import { listTables } from './catalogue';
import { createRowTally, type RowTally } from './row-tally';
import type { Sink } from './sink';
import type { Snapshot } from './snapshot';
import { quoted, type Table } from './table';

/** A table that is the same on both sides. */
export type CopiedTable = RowTally & { readonly name: string };

/** Told of rows copied so far, and how many there are in all. */
export type TellRows = (done: number, total: number) => void;

/**
 * Copies every row of every table, reads it back and compares. The caller commits or abandons.
 * @throws Error when the schemas differ, a row cannot be stored, or it comes back otherwise
 */
export async function copyRows(source: Snapshot, sink: Sink, tell: TellRows): Promise<CopiedTable[]> {
  const tables = await listTables(source);
  assertSameSchema(tables, await listTables(sink));
  const total = await countRows(source, tables);
  let done = 0;
  const copied: CopiedTable[] = [];
  for (const table of tables) {
    const sent = createRowTally();
    for await (const rows of source.rows(table)) {
      await sink.insert(table, rows);
      sent.add(rows);
      done += rows.length;
      tell(done, total);
    }
    copied.push({ name: table.name, ...(await compared(sink, table, sent.result())) });
  }
  return copied;
}

async function compared(sink: Sink, table: Table, sent: RowTally): Promise<RowTally> {
  const stored = createRowTally();
  for await (const rows of sink.rows(table)) stored.add(rows);
  const { rows, sha256 } = stored.result();
  if (rows !== sent.rows)
    throw new Error(`Table ${table.name} has ${sent.rows} rows, but ${rows} came back.`);
  if (sha256 !== sent.sha256) throw new Error(`Rows of table ${table.name} came back other than they were.`);
  return sent;
}

/** How many rows all these tables have. */
export async function countRows(db: Reads, tables: readonly Table[]): Promise<number> {
  let total = 0;
  for (const { name } of tables) {
    const row = await db.get<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${quoted([name])}`);
    total += row?.rows ?? 0;
  }
  return total;
}

/** A table that has a row; undefined for a database whose tables are all empty. */
export async function findFilledTable(db: Reads): Promise<string | undefined> {
  for (const { name } of await listTables(db)) {
    if (await db.get(`SELECT 1 AS found FROM ${quoted([name])} LIMIT 1`)) return name;
  }
  return undefined;
}

function assertSameSchema(source: readonly Table[], target: readonly Table[]): void {
  const [here, there] = [source.flatMap(columnsOf), target.flatMap(columnsOf)];
  const other =
    here.find((column) => !there.includes(column)) ?? there.find((column) => !here.includes(column));
  if (other) throw new Error(`The two databases differ: only one of them has ${other}.`);
}

/** `users.id text` and so on: the order of columns may differ, as tables that were built anew have another. */
function columnsOf({ name, columns }: Table): string[] {
  return columns.map((column) => `${name}.${column.name} ${column.type}`);
}
