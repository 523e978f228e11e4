import { quoted } from '../quoted';
import { textRule } from '../text-rule';
import { wholeText } from '../whole-text';

/** About a line on a small phone; the longest word in an English dictionary has 45. */
const mostCharacters = 60;

export const longToken = textRule({
  key: 'long-token',
  name: 'Very long word',
  why: 'It is an address, a file name or noise rather than a word, and it may not fit on a rater’s screen.',
  severity: 'note',
  examples: [
    {
      text: `Would you agree?${'-'.repeat(60)}`,
      about: 'More than 60 characters without a space.',
      flagged: true,
    },
    {
      text: `${'x'.repeat(60)} and ${'y'.repeat(60)}`,
      about: 'Two of 60 characters: the limit.',
      flagged: false,
    },
    { text: '请问'.repeat(40), about: 'Chinese has no spaces, and lines may end anywhere.', flagged: false },
  ],
  find: (item) => {
    const { text, longest } = wholeText(item);
    if (longest.length <= mostCharacters) return undefined;
    const token = text.slice(longest.start, longest.start + longest.length);
    return `${longest.length} characters without a space: ${quoted(token)}.`;
  },
});
