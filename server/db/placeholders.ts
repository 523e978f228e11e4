/** `?, ?, ?` for a list of values that is bound one by one, as `IN (…)` needs. The list must not be empty. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/**
 * `(CAST(? AS BIGINT)), …`: a list of whole numbers as the rows of a VALUES, where PostgreSQL would take them for text.
 * The list must not be empty.
 */
export function wholeNumberRows(values: readonly number[]): string {
  return values.map(() => '(CAST(? AS BIGINT))').join(', ');
}
