import { Invalid } from '../../errors';
import { categoryName, notInOrder, type FileRatings } from './read-ratings';
import { readTable, type TableFile } from './read-table';

/** Gold answers, by the number of the item: its right category, or -1 where none is known. */
export interface GoldAnswers {
  readonly categoryOf: Int32Array;
  /** Rated items with a gold answer. */
  readonly known: number;
  /** Those of them whose gold answer no rater chose for any item: perhaps it is spelt in another way. */
  readonly neverChosen: number;
  /** The first line with an answer of a rated item that no rater chose for any item. */
  readonly strangeLine: number | undefined;
  /** Items of the gold file that nobody has rated. */
  readonly unrated: number;
}

/** What no rater ever chose is right all the same: no rating equals it. */
const neverChosen = 2 ** 30;

/** A file and what messages call it. */
export type NamedFile = TableFile & { readonly name: string };

/**
 * Reads the right answers of items from a CSV or TSV file.
 * @param columns of the item and its right answer
 * @throws Invalid naming the line where an item has a second, other answer, or one that is not in the order given
 */
export async function readGold(
  file: string | NamedFile,
  columns: { readonly item: string; readonly value: string },
  { items, categories, isWhole, scale }: Pick<FileRatings, 'items' | 'categories' | 'isWhole' | 'scale'>,
): Promise<GoldAnswers> {
  const source = typeof file === 'string' ? { path: file, name: file } : file;
  const { name } = source;
  const answers = new Map<string, string>();
  const strange = new Map<string, number>();
  const codes = new Map(categories.map((name, index) => [name, index]));
  await readTable({ ...source, columns: [columns.item, columns.value] }, ([item = '', text = ''], line) => {
    const value = categoryName(text, scale, `${name}, line ${line}: `);
    if (isWhole && !codes.has(value)) throw notInOrder(name, line, text);
    if ((answers.get(item) ?? value) !== value) throw twoAnswers(name, line, item);
    answers.set(item, value);
    if (!codes.has(value) && !strange.has(item)) strange.set(item, line);
  });
  const categoryOf = Int32Array.from(items, (item) => {
    const answer = answers.get(item);
    return answer === undefined ? -1 : (codes.get(answer) ?? neverChosen);
  });
  const rated = new Set(items);
  const known = categoryOf.filter((code) => code >= 0).length;
  return {
    categoryOf,
    known,
    neverChosen: categoryOf.filter((code) => code === neverChosen).length,
    strangeLine: [...strange].find(([item]) => rated.has(item))?.[1],
    unrated: answers.size - known,
  };
}

function twoAnswers(path: string, line: number, item: string): Invalid {
  return new Invalid(`${path}, line ${line}: the item "${item}" has another answer further up.`);
}
