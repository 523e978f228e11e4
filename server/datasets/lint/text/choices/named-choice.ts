import { visibleText } from '../../report/visible-text';
import type { LintedItem } from '../../lint-rule';

/** `(A)`, or `choice 1` where the choice has no letter. */
export function namedChoice(choices: LintedItem['choices'], position: number): string {
  const letter = choices[position]?.letter ?? '';
  return letter === '' ? `choice ${position + 1}` : inBrackets(letter);
}

/** `(A)`; where a file brings its own letters they may be any text. */
export function inBrackets(letter: string): string {
  return `(${visibleText(letter, 8)})`;
}
