import { stringify } from 'csv-stringify/sync';

/**
 * One line of CSV. Text that a spreadsheet would run as a formula gets a ' in front, numbers stay numbers, and
 * NUL, at which many readers stop, becomes U+FFFD.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return stringify(
    [cells.map((cell) => (typeof cell === 'string' ? cell.replaceAll('\0', '\uFFFD') : cell))],
    {
      escape_formulas: true,
    },
  );
}
