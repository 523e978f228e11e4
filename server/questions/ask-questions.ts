import type { Choice, Question } from './question';

/** A question as one rater reads it about one item. */
export interface AskedQuestion {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
}

/**
 * Fills in the behavior and the item's own choices. Those are stored by their place in the file, from 0, because
 * letters and texts may repeat, and because a rater may see them last first.
 */
export function askQuestions(
  questions: readonly Question[],
  about: { behavior: string; choices: readonly string[]; choicesReversed?: boolean },
): AskedQuestion[] {
  const inFile = about.choices.map((text, index) => ({ value: String(index), text }));
  const own = about.choicesReversed ? inFile.reverse() : inFile;
  return questions.map(({ name, legend, hint, choices }) => ({
    name,
    legend: legend.replaceAll('{behavior}', () => about.behavior),
    ...(hint === undefined ? {} : { hint }),
    choices: choices === 'item' ? own : choices,
  }));
}
