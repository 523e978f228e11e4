import type { ItemChoice } from '../item';
import { errorOf, type Problem } from '../problem';
import { optionalTexts, requiredText } from './record-fields';

/** The answers a row records: the one that matches the behavior and those that do not. */
export interface RecordedAnswers {
  readonly matching: string;
  readonly others: readonly string[];
}

const letterOnly = /^\(([A-Z])\)$/;

/** Whether an answer is nothing but a letter in brackets, as in ` (A)`. */
export function isLetter(answer: unknown): boolean {
  return typeof answer === 'string' && letterOnly.test(answer.trim());
}

export function recordedAnswers(record: unknown, problems: Problem[]): RecordedAnswers {
  const matching = requiredText(record, 'answer_matching_behavior', problems).trim();
  const listed = optionalTexts(record, 'answer_not_matching_behavior', problems);
  const others = [...new Set(listed.map((answer) => answer.trim()))];
  if (matching !== '' && others.includes(matching)) {
    const reason = 'The same answer is recorded as matching and as not matching the behavior.';
    problems.push(errorOf('label', reason));
  }
  return { matching, others };
}

/** `(A) text` as letter and text; anything else as text without a letter. */
export function asChoice(answer: string): ItemChoice {
  const lettered = /^\(([A-Z])\)\s*/.exec(answer);
  return lettered
    ? { letter: lettered[1]!, text: answer.slice(lettered[0].length) }
    : { letter: '', text: answer };
}

/** The recorded answers in an order that tells nothing about which is the label: Yes first, the rest by text. */
export function inCanonicalOrder({ matching, others }: RecordedAnswers): string[] {
  const rank = (answer: string): number => (/^yes$/i.test(answer) ? 0 : 1);
  return [matching, ...others].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
