import type { LintedItem } from '../../lint-rule';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';
import { namedChoice } from './named-choice';

export const identicalChoices = textRule({
  key: 'identical-choices',
  name: 'Choices that say the same',
  why: 'Whoever would choose one of them has to toss a coin, which looks like disagreement.',
  severity: 'error',
  examples: [
    {
      text: 'Which do you take?\n\nChoices:\n (A) Box B\n (B) Box B',
      about: 'Letter by letter.',
      flagged: true,
    },
    {
      text: 'Which do you take?\n\nChoices:\n (A) Box  B.\n (B) box B',
      about: 'But for case, blanks and the final mark.',
      flagged: true,
    },
    {
      text: 'Which do you take?\n\nChoices:\n (A) 10\n (B) -10',
      about: 'Marks within or before a text count.',
      flagged: false,
    },
  ],
  find: ({ stem, choices }) => {
    // Without a stem the choices are letters whose words are in the text.
    if (stem === undefined || startApart(choices)) return undefined;
    const words = choices.map(({ text }) => wordsOf(text));
    const second = words.findIndex((own, i) => words.indexOf(own) < i);
    if (second < 0) return undefined;
    const first = words.indexOf(words[second]!);
    const [one, other] = [choices[first]!, choices[second]!];
    const names = `The choices ${namedChoice(choices, first)} and ${namedChoice(choices, second)}`;
    if (one.text === '' && other.text === '') return `${names} are both blank.`;
    if (one.text === other.text) return `${names} are the same: ${quoted(one.text)}.`;
    return `${names} differ only in case, blanks or marks: ${quoted(one.text, 50)}, ${quoted(other.text, 50)}.`;
  },
});

/** Whether the first letters tell the choices apart, as they mostly do: that is quicker than to compare all words. */
function startApart(choices: LintedItem['choices']): boolean {
  const starts = choices.map(({ text }) => text.charAt(0).toLowerCase());
  return starts.every((start, i) => start >= 'a' && start <= 'z' && starts.indexOf(start) === i);
}

/** In lower case, with single blanks and without final marks; blanks to fill in are equal whatever their length. */
function wordsOf(text: string): string {
  const plain = text.toLowerCase().split(/\s+/).join(' ').trim();
  let end = plain.length;
  while (end > 0 && '.!… '.includes(plain[end - 1]!)) end--;
  const words = plain.slice(0, end);
  return /[\p{L}\p{N}\p{S}?]/u.test(words) ? words : '';
}
