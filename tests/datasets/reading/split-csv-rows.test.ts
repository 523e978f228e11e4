import { createCsvSplitter } from '../../../server/datasets/reading/csv/split-csv-rows';
import type { Line } from '../../../server/datasets/reading/read-lines';

const line = (number: number, text: string): Line => ({ number, byteOffset: number, text, ending: '\n' });
const blanks = (from: number, count: number): Line[] =>
  Array.from({ length: count }, (_, i) => line(from + i, ''));

describe('a quote that is never closed', () => {
  it('is given up after ten thousand lines, though they are blank', () => {
    const splitter = createCsvSplitter(',', 1024 * 1024);
    expect(splitter.push([line(1, 'a,"open'), ...blanks(2, 9000)])).toEqual([]);
    const rows = splitter.push(blanks(9002, 2000));
    expect(rows).toMatchObject([{ line: 1, problem: { kind: 'csv' } }]);
    // What follows is read on its own: blank lines are no rows.
    expect(splitter.push([...blanks(11_002, 50_000), line(61_002, 'b,c')])).toMatchObject([
      { cells: ['b', 'c'] },
    ]);
    expect(splitter.end()).toEqual([]);
  });

  it('is given up when the lines are longer than a record may be, their ends counted', () => {
    const splitter = createCsvSplitter(',', 100);
    expect(splitter.push([line(1, '"open'), ...blanks(2, 90)])).toEqual([]);
    expect(splitter.push(blanks(92, 10))).toMatchObject([{ line: 1, problem: { kind: 'csv' } }]);
  });
});
