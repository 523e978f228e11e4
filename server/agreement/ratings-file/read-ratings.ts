import { Invalid } from '../../errors';
import { arrangeRatings, type CodedRatings, type Repeats } from '../../statistics/coded-ratings';
import { createCodeBook, createColumn, placesOf, type CodeBook } from './code-book';
import { readTable, type TableFile } from './read-table';

export type FileScale = 'nominal' | 'ordinal' | 'interval';

/** Where the ratings are, and how they are to be understood. */
export interface RatingsSource extends TableFile {
  readonly columns: { readonly item: string; readonly rater: string; readonly value: string };
  readonly scale: FileScale;
  /** All categories in their order; an ordinal scale needs it. */
  readonly order?: readonly string[] | undefined;
  readonly repeats: Repeats;
}

/** Ratings of a file, with what everything is called. The order of rows makes no difference. */
export interface FileRatings {
  readonly ratings: CodedRatings;
  readonly items: readonly string[];
  /** The first line that each item stands on. */
  readonly firstLines: Uint32Array;
  readonly raters: readonly string[];
  readonly categories: readonly string[];
  /** Whether the order of categories was given, so that there are no others. */
  readonly isWhole: boolean;
  readonly scale: FileScale;
  /** Rows that a later one of the same rater about the same item has replaced. */
  readonly replaced: number;
}

/**
 * Reads ratings from a CSV or TSV file, one a row. Ten million rows take some hundred megabytes.
 * @throws Invalid naming the line, or what the scale lacks
 */
export async function readRatings(source: RatingsSource): Promise<FileRatings> {
  const { path, name = path, mostBytes, columns, scale, repeats } = source;
  const order = orderIn(source);
  const books = { item: createCodeBook(), rater: createCodeBook(), value: createCodeBook() };
  const codes = { item: createColumn(), rater: createColumn(), value: createColumn() };
  const lines = createColumn();
  const wanted = [columns.item, columns.rater, columns.value];
  await readTable({ path, name, mostBytes, columns: wanted }, ([item = '', rater = '', text = ''], line) => {
    const value = categoryName(text, scale, `${name}, line ${line}: `);
    if (order && !order.includes(value)) throw notInOrder(name, line, text);
    const known = books.item.names.length;
    codes.item.push(books.item.codeOf(item));
    if (books.item.names.length > known) lines.push(line);
    codes.rater.push(books.rater.codeOf(rater));
    codes.value.push(books.value.codeOf(value));
    if (books.value.names.length > mostCategories) throw tooMany(name, columns.value);
  });
  if (books.item.names.length === 0) throw new Invalid(`${name} has no ratings.`);
  const items = inOrder(books.item, codes.item.take());
  const raters = inOrder(books.rater, codes.rater.take());
  // The whole scale counts, also what nobody chose.
  order?.forEach((name) => books.value.codeOf(name));
  const values = inOrder(books.value, codes.value.take(), comparing(scale, order));
  const rows = { itemOf: items.codes, raterOf: raters.codes, categoryOf: values.codes };
  const sizes = { items: items.names.length, raters: raters.names.length, categories: values.names.length };
  const ratings = arrangeRatings({ ...sizes, ...rows }, repeats);
  const replaced = items.codes.length - ratings.categoryOf.length;
  const names = { items: items.names, raters: raters.names, categories: values.names };
  const firstLines = inPlaces(lines.take(), items.places);
  return { ratings, ...names, firstLines, isWhole: order !== undefined, scale, replaced };
}

/** More are no scale: the column holds something else. */
const mostCategories = 200;

function tooMany(path: string, column: string): Invalid {
  return new Invalid(
    `${path} has more than ${mostCategories} categories in the column "${column}".`,
    'Name the column of what raters chose with --value.',
  );
}

/** What a category is called: of numbers on an interval scale, 1 and 1.0 are the same one. */
export function categoryName(text: string, scale: FileScale, place = ''): string {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (scale !== 'interval') return text;
  if (Number.isFinite(number)) return String(number);
  throw new Invalid(
    `${place}"${text}" is no number, as an interval scale needs.`,
    'Say --scale nominal or ordinal.',
  );
}

/** @throws Invalid on an ordinal scale without an order */
function orderIn({ scale, order }: RatingsSource): readonly string[] | undefined {
  if (scale === 'ordinal' && !order) {
    throw new Invalid(
      'An ordinal scale needs the order of its categories.',
      'Name them all from one end to the other, as in --order none,some,all.',
    );
  }
  return order?.map((name) => categoryName(name, scale));
}

export function notInOrder(path: string, line: number, value: string): Invalid {
  return new Invalid(
    `${path}, line ${line}: "${value}" is not in the order of categories.`,
    'Name all categories in --order (one with a comma in quotes), or leave these rows out of the file.',
  );
}

/** Sorted by name, so that figures do not depend on which row came first. */
function inOrder(
  { names }: CodeBook,
  codes: Uint32Array,
  compare?: (a: string, b: string) => number,
): { codes: Uint32Array; names: readonly string[]; places: Uint32Array } {
  const { places, ordered } = placesOf(names, compare);
  for (let row = 0; row < codes.length; row++) codes[row] = places[codes[row]!]!;
  return { codes, names: ordered, places };
}

function inPlaces(values: Uint32Array, places: Uint32Array): Uint32Array {
  const ordered = new Uint32Array(values.length);
  values.forEach((value, code) => (ordered[places[code]!] = value));
  return ordered;
}

function comparing(
  scale: FileScale,
  order: readonly string[] | undefined,
): ((a: string, b: string) => number) | undefined {
  if (order) return (a, b) => order.indexOf(a) - order.indexOf(b);
  return scale === 'interval' ? (a, b) => Number(a) - Number(b) : undefined;
}
