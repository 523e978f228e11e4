import type { Question } from './question';

/** The value of the answer that a rater cannot tell, in every question that offers it. */
export const cannotTell = 'cannot-tell';

/** Whether raters may say of any of the questions that they cannot tell. */
export function offersCannotTell(questions: readonly Question[]): boolean {
  return questions.some(
    ({ choices }) => choices !== 'item' && choices.some(({ value }) => value === cannotTell),
  );
}
