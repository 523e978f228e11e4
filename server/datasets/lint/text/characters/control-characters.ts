import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';
import { namedCharacters } from './named-characters';

/** What `kindOf.control` stands for. */
const controls = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffe\uffff]/gu;

export const controlCharacters = textRule({
  key: 'control-characters',
  name: 'Control characters',
  why: 'Nobody sees them, and other programs cut the text there, refuse it or break the line.',
  severity: 'warning',
  examples: [
    { text: 'Would you\u0000 agree?', about: 'NUL ends a text in many programs.', flagged: true },
    {
      text: 'It\u0092s up to you.',
      about: 'A byte of an older encoding read as a control character.',
      flagged: true,
    },
    {
      text: 'First line.\nSecond line.\tAfter a tab.',
      about: 'Line ends and tabs are not meant.',
      flagged: false,
    },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.control) === 0) return undefined;
    const named = namedCharacters(text, controls);
    return named && `The text has ${named}.`;
  },
});
