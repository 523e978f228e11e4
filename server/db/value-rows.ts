/** What stands in a column of a VALUES, where PostgreSQL would take every `?` for text. */
export type ValueType = 'TEXT' | 'BIGINT';

/** `(CAST(? AS TEXT), CAST(? AS BIGINT)), …`: rows of a VALUES, bound one value after another. At least one row. */
export function valueRows(types: readonly ValueType[], rows: number): string {
  const row = `(${types.map((type) => `CAST(? AS ${type})`).join(', ')})`;
  return Array.from({ length: rows }, () => row).join(', ');
}
