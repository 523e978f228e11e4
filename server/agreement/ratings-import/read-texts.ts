import { Invalid } from '../../errors';
import type { NamedFile } from '../ratings-file/read-gold';
import { readTable } from '../ratings-file/read-table';

/**
 * Reads what the items say, from a CSV or TSV file with the ratings' column for the item and a column `text`.
 * @param names of the items wanted; others in the file are passed over
 * @returns the texts in the order of the names
 * @throws Invalid naming the line where an item has a second, other text, and the first item without any
 */
export async function readTexts(
  file: NamedFile,
  itemColumn: string,
  names: readonly string[],
): Promise<string[]> {
  const { name } = file;
  const texts = new Map<string, string>();
  const wanted = new Set(names);
  await readTable({ ...file, columns: [itemColumn, 'text'] }, ([item = '', text = ''], line) => {
    if (!wanted.has(item)) return;
    if ((texts.get(item) ?? text) !== text) {
      throw new Invalid(`${name}, line ${line}: the item "${item}" has another text further up.`);
    }
    texts.set(item, text);
  });
  return names.map((item) => {
    const text = texts.get(item);
    if (text !== undefined) return text;
    throw new Invalid(`${name} has no text for the item "${item}".`, 'Add it, or leave the file out.');
  });
}
