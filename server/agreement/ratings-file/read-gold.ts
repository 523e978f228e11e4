import { Invalid } from '../../errors';
import type { FileRatings } from './read-ratings';
import { readTable } from './read-table';

/** Gold answers, by the number of the item: its right category, or -1 where none is known. */
export interface GoldAnswers {
  readonly categoryOf: Int32Array;
  /** Rated items with a gold answer. */
  readonly known: number;
  /** Items of the gold file that nobody has rated. */
  readonly unrated: number;
}

/** What no rater ever chose is right all the same: no rating equals it. */
export const neverChosen = 2 ** 30;

/**
 * Reads the right answers of items from a CSV or TSV file.
 * @param columns of the item and its right answer
 * @throws Invalid naming the line where an item has a second, other answer
 */
export async function readGold(
  path: string,
  columns: { readonly item: string; readonly value: string },
  { items, categories }: Pick<FileRatings, 'items' | 'categories'>,
): Promise<GoldAnswers> {
  const places = new Map(items.map((name, index) => [name, index]));
  const codes = new Map(categories.map((name, index) => [name, index]));
  const categoryOf = new Int32Array(items.length).fill(-1);
  let unrated = 0;
  await readTable({ path, columns: [columns.item, columns.value] }, ([item = '', value = ''], line) => {
    const place = places.get(item);
    const code = codes.get(value) ?? neverChosen;
    if (place === undefined) unrated++;
    else if (categoryOf[place]! >= 0 && categoryOf[place] !== code) throw twoAnswers(path, line, item);
    else categoryOf[place] = code;
  });
  return { categoryOf, known: categoryOf.filter((code) => code >= 0).length, unrated };
}

function twoAnswers(path: string, line: number, item: string): Invalid {
  return new Invalid(`${path}, line ${line}: the item "${item}" has another answer further up.`);
}
