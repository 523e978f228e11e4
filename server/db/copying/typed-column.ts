import { columnTypes, type Column } from './table';

/** @throws Error for a type that nobody here knows how to copy */
export function typedColumn(table: string, { name, type }: { name: string; type: string }): Column {
  const known = columnTypes.find((one) => one === type.toLowerCase());
  if (!known) throw new Error(`Column ${name} of table ${table} is of type ${type}, which is not copied.`);
  return { name, type: known };
}
