import { bytes, error, header, good, lines, read, row, warning, type HostileFile } from './hostile-file';

const quotes =
  'The quotes of the row do not match: a value with a quote in it must be in quotes, with its own quotes doubled.';
const notRead = 'The first row names the columns, so nothing after it was read.';

function ragged(values: number): string {
  return `The row has ${values} values, but the first row names 4 columns. A value with a comma, a tab or a line end in it must be in quotes.`;
}

export const tableFiles: readonly HostileFile[] = [
  {
    what: 'quotes that do not match, and the rows around them',
    fileName: 'quotes.csv',
    bytes: lines(header, row, 'a 5" pipe?,Yes,No,0.5', row, '"stray"quote?,Yes,No,0.5', row),
    expected: read(3, [error([3, 100], 'csv', quotes), error([5, 142], 'csv', quotes)]),
  },
  {
    what: 'a quote that is still open at the end of the file',
    fileName: 'open-quote.csv',
    bytes: lines(header, row, '"never closed,Yes,No,0.5', row, row),
    expected: read(3, [error([3, 100], 'csv', quotes)]),
  },
  {
    what: 'a value over several lines, with commas and quotes',
    fileName: 'over-lines.csv',
    bytes: lines(header, '"One, ""two""\n\nthree?",Yes,No,0.5', row),
    expected: read(2),
  },
  {
    what: 'rows with too many and too few values',
    fileName: 'ragged.csv',
    bytes: lines(header, row, 'Shall I, or not?,Yes,No,0.5', 'Shall I?,Yes', row),
    expected: read(2, [error([3, 100], 'csv', ragged(5)), error([4, 128], 'csv', ragged(2))]),
  },
  {
    what: 'a last row that is cut off',
    fileName: 'cut.csv',
    bytes: bytes(`${header}\n${row}\nShall I?,Ye`),
    expected: read(1, [
      error([3, 100], 'truncated', 'The file ends inside of this row: it is cut off. Get the whole file.'),
    ]),
  },
  {
    what: 'two columns of one name',
    fileName: 'same-name.csv',
    bytes: lines('question,answer_matching_behavior, question ', 'Shall I?,Yes,No'),
    expected: read(0, [
      error([1, 0], 'csv', `Two columns are named question. Give each a name of its own. ${notRead}`),
    ]),
  },
  {
    what: 'columns without a name, which are left out',
    fileName: 'no-name.csv',
    bytes: lines(`,${header},`, `0,${row},`, `1,${row},`),
    expected: read(2),
  },
  {
    what: 'a first row without any name',
    fileName: 'no-names.csv',
    bytes: lines(',,', 'Shall I?,Yes,No'),
    expected: read(0, [error([1, 0], 'csv', `No column has a name. ${notRead}`)]),
  },
  {
    what: 'names that are not UTF-8',
    fileName: 'latin1-names.csv',
    bytes: lines([...Buffer.from('question,r'), 0xe9, ...Buffer.from('ponse')], 'Shall I?,Yes'),
    expected: read(0, [
      error(
        [1, 0],
        'encoding',
        `Byte 11 of the line (0xE9) is not UTF-8. Save the file again as UTF-8. ${notRead}`,
      ),
    ]),
  },
  {
    what: 'more columns than anybody needs',
    fileName: 'columns.csv',
    bytes: lines(Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(), row),
    expected: read(0, [
      error([1, 0], 'csv', `The row has 100,000 values, and at most 1,000 are read. ${notRead}`),
    ]),
  },
  {
    what: 'columns separated by semicolons',
    fileName: 'semicolons.csv',
    bytes: lines(header.replaceAll(',', ';'), row.replaceAll(',', ';')),
    expected: {
      refusal:
        'The columns seem to be separated by semicolons. Save the file again with commas or tabs between them.',
    },
  },
  {
    what: 'the names of columns and nothing else',
    fileName: 'header.csv',
    bytes: lines(header),
    expected: {
      refusal:
        'The file has one row, which names the columns, and none under it. Choose the file that has the items.',
    },
  },
  {
    what: 'a table under the name of JSON Lines',
    fileName: 'table.jsonl',
    bytes: lines(header, row, row),
    expected: read(2, [], ['Its name says JSON Lines, but its bytes are CSV, and so it is read.']),
  },
  {
    what: 'JSON Lines under the name of a table',
    fileName: 'lines.csv',
    bytes: lines(good, good, good),
    expected: read(3, [], ['Its name says CSV, but its bytes are JSON Lines, and so it is read.']),
  },
  {
    what: 'tabs under the name of commas',
    fileName: 'tabs.csv',
    bytes: lines(header.replaceAll(',', '\t'), row.replaceAll(',', '\t')),
    expected: read(1, [], ['Its name says CSV, but its bytes are TSV, and so it is read.']),
  },
  {
    what: 'commas under the name of tabs',
    fileName: 'commas.tsv',
    bytes: lines(header, row, row, row),
    expected: read(3, [], ['Its name says TSV, but its bytes are CSV, and so it is read.']),
  },
  {
    what: 'a table whose lines end with CR alone, with a mark before it',
    fileName: 'old.csv',
    bytes: bytes(`\ufeff${[header, row, row, 'x'].join('\r')}\r`),
    expected: read(
      2,
      [error([4, 123], 'csv', ragged(1))],
      ['Its lines end with CR alone, as on old Macintoshes.'],
    ),
  },
  {
    what: 'NUL in a value, which is kept',
    fileName: 'nul.csv',
    bytes: lines(header, 'Shall\0I?,Yes,No,0.9', row),
    expected: read(2, [
      warning(
        [2, 80],
        'characters',
        'The character NUL stands in question: it is kept, but other programs may cut the text there.',
      ),
    ]),
  },
  {
    what: 'a value over one mebibyte in quotes, and the lines in it',
    fileName: 'long-value.csv',
    bytes: lines(header, `"${`${'x'.repeat(300_000)}\n`.repeat(4)}",Yes,No,0.5`, row),
    expected: read(1, [
      error([2, 80], 'csv', quotes),
      error([3, 300_082], 'csv', ragged(1)),
      error([4, 600_083], 'csv', ragged(1)),
      error([5, 900_084], 'csv', ragged(1)),
      error([6, 1_200_085], 'csv', quotes),
    ]),
  },
  {
    what: 'values that a spreadsheet would run, and HTML',
    fileName: 'formulas.csv',
    bytes: lines(
      header,
      `"=HYPERLINK(""http://x"")",Yes,No,0.5`,
      '<script>alert(1)</script>,+Yes,-No,',
      '@x,=1+1,No,1',
    ),
    expected: read(3),
  },
];
