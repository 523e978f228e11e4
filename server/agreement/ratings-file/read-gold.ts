import { Invalid } from '../../errors';
import { categoryName, notInOrder, type FileRatings } from './read-ratings';
import { readTable } from './read-table';

/** Gold answers, by the number of the item: its right category, or -1 where none is known. */
export interface GoldAnswers {
  readonly categoryOf: Int32Array;
  /** Rated items with a gold answer. */
  readonly known: number;
  /** Those of them whose gold answer no rater chose for any item: perhaps it is spelt in another way. */
  readonly neverChosen: number;
  /** Items of the gold file that nobody has rated. */
  readonly unrated: number;
}

/** What no rater ever chose is right all the same: no rating equals it. */
const neverChosen = 2 ** 30;

/**
 * Reads the right answers of items from a CSV or TSV file.
 * @param columns of the item and its right answer
 * @throws Invalid naming the line where an item has a second, other answer, or one that is not in the order given
 */
export async function readGold(
  path: string,
  columns: { readonly item: string; readonly value: string },
  { items, categories, isWhole, scale }: Omit<FileRatings, 'ratings'>,
): Promise<GoldAnswers> {
  const answers = new Map<string, string>();
  const codes = new Map(categories.map((name, index) => [name, index]));
  await readTable({ path, columns: [columns.item, columns.value] }, ([item = '', text = ''], line) => {
    const value = categoryName(text, scale);
    if (isWhole && !codes.has(value)) throw notInOrder(path, line, text);
    if ((answers.get(item) ?? value) !== value) throw twoAnswers(path, line, item);
    answers.set(item, value);
  });
  const categoryOf = Int32Array.from(items, (item) => {
    const answer = answers.get(item);
    return answer === undefined ? -1 : (codes.get(answer) ?? neverChosen);
  });
  const known = categoryOf.filter((code) => code >= 0).length;
  return {
    categoryOf,
    known,
    neverChosen: categoryOf.filter((code) => code === neverChosen).length,
    unrated: answers.size - known,
  };
}

function twoAnswers(path: string, line: number, item: string): Invalid {
  return new Invalid(`${path}, line ${line}: the item "${item}" has another answer further up.`);
}
