import { print } from './output';

/** Rows of text in columns as wide as they need to be, the names of the columns first. */
export function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  for (const line of lines) {
    const padded = line.map((text, i) => text.padEnd(widths[i]!));
    print(padded.join('  ').trimEnd());
  }
}
