import type { Answers } from '../../questions/parse-answers';

/** Whether every question that counts was answered as most careful readers do. */
export function isRight(rightAnswers: Answers, given: Answers): boolean {
  return Object.entries(rightAnswers).every(([question, answer]) => given[question] === answer);
}
