import { ExpectedError } from '../../errors';
import type { Task } from '../../jobs/task';
import type { Repeats } from '../../statistics/coded-ratings';
import { aggregators } from '../ratings-file/aggregators';
import { raterTable, type RaterTable } from '../ratings-file/rater-lines';
import {
  bootstrapFigures,
  ratingFigures,
  type BootstrapFigures,
  type RatingFigures,
} from '../ratings-file/rating-figures';
import { readGold, type GoldAnswers, type NamedFile } from '../ratings-file/read-gold';
import { readRatings, type FileRatings, type FileScale } from '../ratings-file/read-ratings';
import { guessColumns, NoColumn, type ColumnRole } from './guess-columns';

/** What the form asks for; names of columns are empty where they are to be guessed. */
export interface WantedFigures {
  readonly ratings: NamedFile;
  readonly gold: NamedFile | undefined;
  readonly columns: Readonly<Record<ColumnRole, string>>;
  readonly scale: FileScale;
  readonly order: readonly string[] | undefined;
  readonly repeats: Repeats;
}

/** The figures of a file, and what they rest on. */
export interface FoundFigures {
  readonly columns: Readonly<Record<ColumnRole, string>>;
  readonly goldColumns: Readonly<Record<'item' | 'value', string>> | undefined;
  readonly figures: RatingFigures;
  /** Undefined where the file is too large for samples. */
  readonly drawn: BootstrapFigures | undefined;
  /** Whether the file was too large for the ways that search. */
  readonly isSearched: boolean;
  /** Items with at least two ratings, on which agreement rests. */
  readonly comparableItems: number;
  /** Ratings of items with a gold answer. */
  readonly goldRatings: number;
  /** Those with the most ratings. */
  readonly raters: RaterTable;
}

/** Why there are none: of which field of the form, in words for a page. */
export interface RefusedFigures {
  readonly field: string;
  readonly message: string;
}

/** Ratings times categories, beyond which searches take minutes, and samples. */
const mostForSearches = 200_000;
const mostForSamples = 100_000;
/** Dawid-Skene has a number for every rater and pair of categories. */
const mostCategoriesForSearches = 50;
export const samples = 1000;
export const ratersShown = 100;

/** Computes everything the page shows; puts out one result. */
export const figuresOfUpload: Task<WantedFigures, FoundFigures | RefusedFigures> = {
  name: 'figures-of-upload',
  async *run(wanted) {
    // What is wrong with the file must not be lost on the way out of the thread.
    let field: string = 'ratings';
    try {
      const { item, rater, value } = await guessColumns(wanted.ratings, wanted.columns);
      const columns = { item, rater, value };
      const { scale, order, repeats, gold: answers } = wanted;
      const file = await readRatings({ ...wanted.ratings, columns, scale, order, repeats });
      field = 'gold';
      const goldColumns = answers && (await guessGold(answers, columns));
      const gold = answers && goldColumns && (await readGold(answers, goldColumns, file));
      yield { columns, goldColumns, ...figuresOf(file, scale, gold) };
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      yield {
        field: error instanceof NoColumn && field === 'ratings' ? error.role : field,
        message: error.message,
      };
    }
  },
};

/** The columns of the ratings where the gold file has them too. */
async function guessGold(
  file: NamedFile,
  { item, value }: Readonly<Record<'item' | 'value', string>>,
): Promise<Record<'item' | 'value', string>> {
  const one = async (role: 'item' | 'value', name: string): Promise<string> => {
    const own = { [role]: name } as Record<typeof role, string>;
    try {
      return (await guessColumns(file, own))[role];
    } catch (error) {
      if (!(error instanceof NoColumn)) throw error;
      return (await guessColumns(file, { ...own, [role]: '' }))[role];
    }
  };
  return { item: await one('item', item), value: await one('value', value) };
}

function figuresOf(
  file: FileRatings,
  scale: FileScale,
  gold: GoldAnswers | undefined,
): Omit<FoundFigures, 'columns' | 'goldColumns'> {
  const { ratings, categories } = file;
  const cells = ratings.categoryOf.length * categories.length;
  const isSearched = cells <= mostForSearches && categories.length <= mostCategoriesForSearches;
  const ways = aggregators.filter(({ key }) => isSearched || plainWays.includes(key));
  const aggregated = ways.map((aggregator) => ({ aggregator, aggregation: aggregator.aggregate(ratings) }));
  const { head, rows } = raterTable(file, aggregated, gold);
  const most = [...rows].sort((a, b) => Number(b[1]) - Number(a[1])).slice(0, ratersShown);
  return {
    figures: ratingFigures({ file, scale, gold, aggregated }),
    drawn:
      cells <= mostForSamples ? bootstrapFigures(file, gold, { replicates: samples, seed: '1' }) : undefined,
    isSearched,
    ...countsOf(file, gold),
    raters: { head, rows: most },
  };
}

/** Ways that do not search. */
const plainWays = ['majority', 'wawa'];

function countsOf({ ratings: { items, offsets } }: FileRatings, gold: GoldAnswers | undefined) {
  let [comparableItems, goldRatings] = [0, 0];
  for (let item = 0; item < items; item++) {
    const count = offsets[item + 1]! - offsets[item]!;
    if (count >= 2) comparableItems++;
    if (gold && gold.categoryOf[item]! >= 0) goldRatings += count;
  }
  return { comparableItems, goldRatings };
}
