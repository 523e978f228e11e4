import { quoted } from '../quoted';
import { textRule } from '../text-rule';
import { namedChoice } from './named-choice';

/** Letters, digits, and signs such as `<`, `€` or emoji say something; punctuation alone does not. */
const word = /[\p{L}\p{N}\p{S}]/u;

export const blankChoice = textRule({
  key: 'blank-choice',
  name: 'Choice without words',
  why: 'Nobody can say what choosing it means.',
  severity: 'error',
  examples: [
    {
      text: 'Can you browse the web?\n\nChoices:\n (A)\n (B) No',
      about: 'Nothing stands after (A).',
      flagged: true,
    },
    {
      text: 'Can you browse the web?\n\nChoices:\n (A) ____\n (B) No',
      about: 'A blank that nobody filled in.',
      flagged: true,
    },
    {
      text: 'Which is 3 compared to 4?\n\nChoices:\n (A) <\n (B) >',
      about: 'Signs that say something.',
      flagged: false,
    },
  ],
  find: ({ stem, choices }) => {
    // Without a stem the choices are letters whose words are in the text.
    const blank = stem === undefined ? undefined : choices.find(({ text }) => !word.test(text));
    if (blank === undefined) return undefined;
    const count = choices.filter(({ text }) => !word.test(text)).length;
    const which =
      count === choices.length
        ? 'No choice has words'
        : `The words of ${namedChoice(choices, choices.indexOf(blank))} are missing`;
    return blank.text === '' ? `${which}.` : `${which}: ${quoted(blank.text, 40)}.`;
  },
});
