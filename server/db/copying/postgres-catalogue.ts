import type { Reads } from '../reads';
import { typedColumn } from './typed-column';
import type { ForeignKey, Table } from './table';

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  /** Its place in the primary key, from 1; null for other columns. */
  place: number | null;
}

interface ReferenceRow {
  name: string;
  table: string;
  parent: string;
  columns: string;
  parent_columns: string;
}

const ownSchema = 'CAST(current_schema() AS regnamespace)';

const columnsOfTables = `
  SELECT t.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type,
    array_position(CAST(k.conkey AS smallint[]), a.attnum) AS place
  FROM pg_class t
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
  WHERE t.relkind = 'r' AND t.relnamespace = ${ownSchema}
  ORDER BY t.relname, a.attnum`;

const foreignKeysOfTables = `
  SELECT c.conname AS name, child.relname AS "table", parent.relname AS parent,
    (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) AS columns,
    (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY AS k (number, place)
     JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number) AS parent_columns
  FROM pg_constraint c
  JOIN pg_class child ON child.oid = c.conrelid
  JOIN pg_class parent ON parent.oid = c.confrelid
  WHERE c.contype = 'f' AND c.connamespace = ${ownSchema}
  ORDER BY c.conname`;

export async function readPostgresTables(db: Reads): Promise<Table[]> {
  const columns = await db.all<ColumnRow>(columnsOfTables);
  const references = await db.all<ReferenceRow>(foreignKeysOfTables);
  return [...new Set(columns.map(({ table }) => table))].map((name) => {
    const own = columns.filter(({ table }) => table === name);
    const key = own.filter(({ place }) => place !== null).sort((a, b) => a.place! - b.place!);
    return {
      name,
      columns: own.map((column) => typedColumn(name, column)),
      key: key.map((column) => column.name),
      foreignKeys: references.filter(({ table }) => table === name).map(toForeignKey),
    };
  });
}

function toForeignKey({ name, parent, columns, parent_columns }: ReferenceRow): ForeignKey {
  return { name, columns: columns.split(','), parent, parentColumns: parent_columns.split(',') };
}
