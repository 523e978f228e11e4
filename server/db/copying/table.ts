/** The types our migrations know, in the words of both engines. */
export const columnTypes = ['text', 'integer', 'bigint', 'double precision'] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Columns whose values must be found in another table, or in another row of the same one. */
export interface ForeignKey {
  /** As the engine calls it; '' where it has no name. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

/** A table as the database itself describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns of its primary key. */
  readonly key: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** A value as it is copied: whole numbers of 64 bits, and fractions to the last bit. */
export type Cell = string | number | bigint | null;

/** Values in the order of the table's columns. */
export type Row = readonly Cell[];

/** `"a", "b"`: names as both engines take them. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** The names of a table's columns, as both engines take them. */
export function columnList({ columns }: Table): string {
  return quoted(columns.map(({ name }) => name));
}

/** `id 0190…` or `study_id …, rater_id …`: which row of its table it is. */
export function rowName({ columns, key }: Table, row: Row): string {
  const values = key.map((name) => [name, row[columns.findIndex((column) => column.name === name)]]);
  return values.map(([name, value]) => `${name} ${value}`).join(', ');
}
