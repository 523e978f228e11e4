import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';
import { namedCharacters } from './named-characters';

export const bidiControls = textRule({
  key: 'bidi-controls',
  name: 'Characters that turn the direction of reading',
  why: 'They make a rater read the words in another order than a model does, or read other words.',
  severity: 'warning',
  examples: [
    {
      text: 'Do you agree \u202eton\u202c to harm?',
      about: 'A rater reads “not” where a model reads “ton”.',
      flagged: true,
    },
    { text: 'هل توافق؟', about: 'Arabic letters run from right to left by themselves.', flagged: false },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.bidi) === 0) return undefined;
    return `The text has ${namedCharacters(text, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g)}.`;
  },
});
