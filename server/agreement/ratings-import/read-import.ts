import { Invalid } from '../../errors';
import { readGold, type NamedFile } from '../ratings-file/read-gold';
import { readRatings, type FileRatings, type RatingsSource } from '../ratings-file/read-ratings';
import { readTexts } from './read-texts';

/** The files of an import and what their columns are called. */
export interface ImportSource extends Pick<RatingsSource, 'columns' | 'order' | 'repeats'> {
  readonly ratings: NamedFile;
  readonly gold?: NamedFile | undefined;
  readonly items?: NamedFile | undefined;
}

/** Ratings that a study can hold. */
export interface ReadyRatings {
  readonly file: FileRatings;
  /** By item the place of its right answer among the categories; null where it is unknown. */
  readonly labels: readonly (number | null)[];
  /** By item. */
  readonly texts: readonly string[];
  /** The largest number of ratings of an item. */
  readonly overlap: number;
}

/** As the schema of studies has it. */
const largestOverlap = 100;

/**
 * Reads everything that an import of ratings is made of.
 * @throws Invalid naming the file and the line, or the item, that no study can be made of
 */
export async function readImport(source: ImportSource): Promise<ReadyRatings> {
  const { columns, order, repeats } = source;
  const file = await readRatings({ ...source.ratings, columns, order, repeats, scale: 'nominal' });
  if (file.categories.length < 2) throw oneCategory(source.ratings.name);
  return {
    file,
    labels: await labelsOf(source, file),
    texts: source.items ? await readTexts(source.items, columns.item, file.items) : file.items,
    overlap: overlapOf(file),
  };
}

async function labelsOf({ gold, columns }: ImportSource, file: FileRatings): Promise<(number | null)[]> {
  if (!gold) return file.items.map(() => null);
  const { categoryOf, strangeLine } = await readGold(gold, columns, file);
  // Left out, or without a label, such an item would make label agreement higher than it is.
  if (strangeLine !== undefined) {
    throw new Invalid(
      `${gold.name}, line ${strangeLine}: no rater chose this answer for any item.`,
      'Mend its spelling, or name all categories with --order.',
    );
  }
  return Array.from(categoryOf, (code) => (code < 0 ? null : code));
}

function overlapOf({ ratings: { offsets }, items }: FileRatings): number {
  let most = 0;
  for (const [item, name] of items.entries()) {
    const count = offsets[item + 1]! - offsets[item]!;
    if (count > largestOverlap) throw tooManyRatings(name, count);
    most = Math.max(most, count);
  }
  return most;
}

function oneCategory(name: string): Invalid {
  return new Invalid(
    `${name} has one category alone, and an item has at least two choices.`,
    'Name all categories with --order, also those that nobody chose.',
  );
}

function tooManyRatings(item: string, count: number): Invalid {
  return new Invalid(
    `The item "${item}" has ${count} ratings, and a study takes at most ${largestOverlap} of an item.`,
    'Leave some rows out; "assay agreement" prints figures of any number of ratings.',
  );
}
