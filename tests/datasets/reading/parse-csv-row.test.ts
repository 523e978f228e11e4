import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parseCsvRow } from '../../../server/datasets/reading/csv/parse-csv-row';

/** The same row by csv-parse; undefined when it refuses. */
function byCsvParse(text: string, delimiter: string): string[] | undefined {
  try {
    const rows: string[][] = parse(text, { delimiter, record_delimiter: ['\u0001'] });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

it.each([',', '\t'])('reads and refuses what csv-parse reads and refuses, between %j', (delimiter) => {
  const piece = fc.constantFrom('"', '""', '","', delimiter, 'a', ' ', '\n', '\r\n', 'é', "'", ';');
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
      const text = pieces.join('');
      expect(parseCsvRow(text, delimiter)).toEqual(byCsvParse(text, delimiter));
    }),
    { numRuns: 5000 },
  );
});
