import type { RatedAnswer } from '../../server/agreement/agreement-store';
import type { RatedItems } from '../../server/agreement/inference/order-effects';
import { packRatings, unpackRatings } from '../../server/agreement/packed-ratings';
import { type DrawnItem, type Tally, tallyAnswers, type TalliedItem } from '../../server/agreement/tally';
import type { WrittenItem } from './written-study';

/** The items and ratings as the store would hand them over, without a database. */
export function tallyOf(
  items: readonly WrittenItem[],
  synthetic: readonly string[] = [],
): Tally<DrawnItem & TalliedItem> {
  const drawn = items.map(({ choices, labelIndex, open = 0 }, position): DrawnItem => ({
    position,
    choices: choices.length,
    labelIndex,
    open,
    held: 0,
  }));
  return tallyAnswers(drawn, answersOf(items, synthetic));
}

/** The same items with every rating. Ratings of a rater were given in the order of the items. */
export function ratedItemsOf(items: readonly WrittenItem[]): RatedItems {
  return { items: tallyOf(items).items, ratings: unpackRatings(packRatings(answersOf(items))) };
}

export function answersOf(items: readonly WrittenItem[], synthetic: readonly string[] = []): RatedAnswer[] {
  return items.flatMap(({ ratings }, position) =>
    ratings.flatMap(
      ({ rater, revisions, milliseconds, isFurther = false, flag = null, choicesReversed = false }) =>
        Object.entries(revisions.at(-1)!.answers).map(([question, value]) => ({
          position,
          assignmentId: `${position} ${rater}`,
          pseudonym: rater,
          isSynthetic: synthetic.includes(rater),
          isFurther,
          choicesReversed,
          milliseconds,
          submittedAt: position,
          flag,
          question,
          value,
        })),
    ),
  );
}
