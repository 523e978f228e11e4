import { type DrawnItem, type Tally, tallyAnswers } from '../../server/agreement/tally';
import type { WrittenItem } from './written-study';

/** The items and ratings as the store would hand them over, without a database. */
export function tallyOf(items: readonly WrittenItem[], synthetic: readonly string[] = []): Tally {
  const drawn = items.map(({ choices, labelIndex, open = 0 }, position): DrawnItem => ({
    position,
    choices: choices.length,
    labelIndex,
    open,
    held: 0,
  }));
  const answers = items.flatMap(({ ratings }, position) =>
    ratings.flatMap(({ rater, revisions, milliseconds, isFurther = false, flag = null }) =>
      Object.entries(revisions.at(-1)!.answers).map(([question, value]) => ({
        position,
        assignmentId: `${position} ${rater}`,
        isSynthetic: synthetic.includes(rater),
        isFurther,
        milliseconds,
        flag,
        question,
        value,
      })),
    ),
  );
  return tallyAnswers(drawn, answers);
}
