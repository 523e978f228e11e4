/** `?, ?, ?` for a list of values that is bound one by one, as `IN (…)` needs. The list must not be empty. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
