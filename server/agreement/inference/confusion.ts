import { type Undefined, undefinedBecause } from '../../statistics/outcome';
import { labelQuestionOf, type StudyTerms } from '../dataset-agreement';
import { verdictOn } from '../label-agreement';
import { categoriesOf, votesOf } from '../rating-table';
import { firstRatings, type TalliedItem } from '../tally';

/** How often raters gave which answer to items of which label. */
export interface Confusion {
  /** What the answers are called: places of choices from 0, or what was said of the label shown. */
  readonly answers: readonly string[];
  /** One row for each label, by its place: how often each answer was given. */
  readonly counts: readonly (readonly number[])[];
}

/** Over single first ratings of items with a label, so that divided items do not weigh more. */
export function confusionOf(terms: StudyTerms, items: readonly TalliedItem[]): Confusion | Undefined {
  const asked = labelQuestionOf(terms);
  if (!asked) return undefinedBecause('the question set does not ask about labels');
  const labelled = items.filter((item) => verdictOn(item, asked).agreeing !== null).map(firstRatings);
  if (labelled.length === 0) return undefinedBecause('no item has a label');
  const answers = categoriesOf(asked.question, labelled);
  const labels = Math.max(...labelled.map(({ labelIndex }) => labelIndex ?? 0), 1) + 1;
  const counts = Array.from({ length: labels }, () => answers.map(() => 0));
  for (const item of labelled) {
    const row = counts[item.labelIndex!]!;
    votesOf(item, asked.question.name, answers).forEach((votes, place) => (row[place]! += votes));
  }
  return { answers, counts };
}

/** Items that have all their first ratings and a label, by how many of these ratings agree with it: from 0 to the overlap. */
export function itemsByAgreeing(
  terms: StudyTerms,
  items: readonly TalliedItem[],
): Readonly<Record<string, number>> {
  const counts = Array.from({ length: terms.overlap + 1 }, () => 0);
  const asked = labelQuestionOf(terms);
  for (const item of asked ? items.map(firstRatings) : []) {
    const { votes, agreeing } = verdictOn(item, asked!);
    if (agreeing !== null && item.ratings >= terms.overlap) counts[votes[agreeing] ?? 0]!++;
  }
  return Object.fromEntries(counts.map((count, agreed) => [String(agreed), count]));
}
