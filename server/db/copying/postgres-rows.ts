import { types, type ClientBase } from 'pg';
import { columnList, quoted, type Row, type Table } from './table';

/** Rows at a time. */
const batchSize = 500;

// bigint and integer.
const wholeNumbers: readonly number[] = [20, 23];
const exact = {
  getTypeParser: (oid: number, format?: unknown) =>
    wholeNumbers.includes(oid) ? BigInt : (types.getTypeParser(oid, format as 'text') as never),
};

/** Every row of a table in batches, by a cursor of the transaction the connection is in. */
export async function* postgresRows(client: ClientBase, table: Table): AsyncGenerator<Row[]> {
  await client.query(
    `DECLARE table_rows NO SCROLL CURSOR FOR SELECT ${columnList(table)} FROM ${quoted([table.name])}`,
  );
  try {
    for (;;) {
      const text = `FETCH ${batchSize} FROM table_rows`;
      const { rows } = await client.query<Row & unknown[]>({ text, rowMode: 'array', types: exact });
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    // A transaction that has failed has closed it already.
    await client.query('CLOSE table_rows').catch(() => undefined);
  }
}
