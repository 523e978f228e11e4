import type { ItemChoice } from '../item';

export interface ParsedChoices {
  /** The text before the choices, without the header over them. */
  readonly stem: string;
  readonly choices: readonly ItemChoice[];
}

/** A choice starts a line: indented, quoted or a list point, then a capital in brackets. */
export const choiceMark = /^[ \t>*-]*\(([A-Z])\)/gm;
/** A last line such as `Choices:`, `**Possible answers:**` or `—— Choices ——-`. */
const header =
  /(?:^|\n)[^\p{L}\n]*(?:(?:answer|choice|possible|response|allowed|suggested|your|the)[ \t]+){0,2}(?:choices?|answers?|options?)[^\p{L}\p{N}\n]*$/iu;
/** A last line `Answer:`, which asks for the answer and belongs to no choice. */
const answerPrompt = /\n[^\p{L}\n]*answer[^\p{L}\p{N}\n]*$/iu;

/**
 * Takes a question of the shape "stem, Choices:, (A) …, (B) …, Answer:" apart. Choices may be blank, equal or
 * of several lines, and the stem may be empty.
 * @returns undefined unless there are 2 to 8 choices with distinct letters; the text is then shown as it is
 */
export function parseChoices(text: string): ParsedChoices | undefined {
  const marks = [...text.matchAll(choiceMark)];
  const letters = new Set(marks.map((mark) => mark[1]));
  if (marks.length < 2 || marks.length > 8 || letters.size < marks.length) return undefined;
  const choices = marks.map((mark, i): ItemChoice => {
    const end = marks[i + 1]?.index ?? text.length;
    const own = text.slice(mark.index + mark[0].length, end);
    const isLast = i === marks.length - 1;
    return { letter: mark[1]!, text: (isLast ? without(answerPrompt, own) : own).trim() };
  });
  const stem = without(header, text.slice(0, marks[0]!.index)).trim();
  return { stem: stem.replace(/^Question:\s*/, ''), choices };
}

/** The letters that start lines as choices do, each once, in the alphabet's order. */
export function lettersIn(text: string): string[] {
  return [...new Set([...text.matchAll(choiceMark)].map((mark) => mark[1]!))].sort();
}

function without(lastLine: RegExp, text: string): string {
  return text.trimEnd().replace(lastLine, '');
}
