import { arrangeRatings, type CodedRatings } from '../../statistics/coded-ratings';
import { type LabelQuestion, verdictOn } from '../label-agreement';
import type { CountedRating } from '../packed-ratings';
import { categoriesOf } from '../rating-table';
import type { DrawnItem, TalliedItem } from '../tally';

/** What raters said about labels, as numbers: items in the order given, raters in that of their pseudonyms. */
export interface CodedLabels {
  readonly ratings: CodedRatings;
  readonly pseudonyms: readonly string[];
  /** The answer that agrees with each item's label; -1 where it has none. */
  readonly gold: Int32Array;
}

/** Codes the answers to the question about labels; a category is the place of the choice. */
export function codeLabels<Item extends DrawnItem & TalliedItem>(
  asked: LabelQuestion,
  items: readonly Item[],
  ratings: readonly CountedRating[],
): CodedLabels {
  const { question } = asked;
  const categories = categoriesOf(question, items);
  const itemAt = new Map(items.map(({ position }, place) => [position, place]));
  const categoryAt = new Map(categories.map((category, place) => [category, place]));
  const pseudonyms = [...new Set(ratings.map(({ pseudonym }) => pseudonym))].sort();
  const raterAt = new Map(pseudonyms.map((pseudonym, place) => [pseudonym, place]));
  const rows = ratings.flatMap(({ position, pseudonym, answers }) => {
    const [item, category] = [itemAt.get(position), categoryAt.get(answers.get(question.name) ?? '')];
    return item === undefined || category === undefined ? [] : [[item, raterAt.get(pseudonym)!, category]];
  });
  const column = (index: 0 | 1 | 2): Uint32Array => Uint32Array.from(rows, (row) => row[index]!);
  return {
    ratings: arrangeRatings(
      {
        ...{ items: items.length, raters: pseudonyms.length, categories: categories.length },
        ...{ itemOf: column(0), raterOf: column(1), categoryOf: column(2) },
      },
      'last',
    ),
    pseudonyms,
    gold: Int32Array.from(items, (item) => verdictOn(item, asked).agreeing ?? -1),
  };
}
