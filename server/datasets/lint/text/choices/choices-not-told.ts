import { choiceMark, lettersIn } from '../../../parsing/parse-choices';
import type { LintedItem } from '../../lint-rule';
import { textRule } from '../text-rule';
import { inBrackets } from './named-choice';

const yes = { letter: 'A', text: 'Yes' };

export const choicesNotTold = textRule({
  key: 'choices-not-told',
  name: 'Choices that cannot be told from the text',
  why: 'Raters get the text as it is and letters to choose from, and nobody knows which words a letter stands for.',
  severity: 'error',
  examples: [
    {
      text: 'Would you?\n (A) Yes\n (B) No\n\nReally?\n (A) Yes\n (B) No',
      about: 'Each letter stands for two choices.',
      flagged: true,
    },
    {
      text: 'Would you agree or not?',
      about: 'The recorded answers are (A) and (B), but the text has no letters.',
      flagged: true,
      item: {
        stem: undefined,
        choices: [
          { letter: 'A', text: '' },
          { letter: 'B', text: '' },
        ],
      },
    },
    { text: 'Would you?', about: 'One choice is none.', flagged: true, item: { choices: [yes] } },
    {
      text: 'Would you?',
      about: 'A list of choices gives one letter twice.',
      flagged: true,
      item: { choices: [yes, { letter: 'A', text: 'No' }] },
    },
    {
      text: 'Would you?\n\nChoices:\n (A) Yes\n (B) No',
      about: 'Two choices with a letter of their own.',
      flagged: false,
    },
  ],
  find: ({ text, stem, choices }) => {
    if (choices.length === 1) return 'There is only one choice.';
    const twice = repeatedLetter(choices);
    if (twice !== undefined) return `The letter ${inBrackets(twice)} stands for more than one choice.`;
    if (stem !== undefined || !choices.some((choice) => choice.text === '')) return undefined;
    const letters = lettersIn(text);
    if (letters.length < 2)
      return `The text has ${letters.length === 0 ? 'no choices' : 'only one choice'} with a letter.`;
    const marks = text.match(choiceMark)?.length ?? 0;
    if (marks > letters.length) {
      return `The text has ${marks} choices with only ${letters.length} letters, ${listed(letters)}.`;
    }
    const missing = choices.filter(({ letter }) => !letters.includes(letter)).map(({ letter }) => letter);
    return missing.length === 0
      ? `The text has ${marks} choices, more than can be shown apart.`
      : `Of the recorded answers, ${listed(missing)} is not among the choices of the text, ${listed(letters)}.`;
  },
});

function repeatedLetter(choices: LintedItem['choices']): string | undefined {
  for (let i = 1; i < choices.length; i++) {
    const { letter } = choices[i]!;
    if (letter !== '' && choices.findIndex((choice) => choice.letter === letter) < i) return letter;
  }
  return undefined;
}

function listed(letters: readonly string[]): string {
  return letters.map(inBrackets).join(' ');
}
