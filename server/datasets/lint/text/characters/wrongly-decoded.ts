import { quotedAround } from '../quoted';
import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';

/** What is left of a character whose bytes were lost. */
const replaced = /\ufffd/;
/** In Unicode mode pairs are one character, so that only halves are found. */
const half = /\p{Surrogate}/u;
/**
 * The bytes of UTF-8 read as Windows-1252 or Latin-1: accented letters, quotation marks, emoji, a byte order mark, and
 * Cyrillic, of which one pair alone could be meant. `É»` and `Ã”` end French and Portuguese quotations and are no sign.
 */
const mojibake =
  /\u00c2[\u0080-\u00bf\u2018\u2019\u201c\u201d]|\u00c3[\u0080-\u00ba\u00bc-\u00bf\u20ac\u2122\u0152\u0153\u0160\u0161\u0192\u2030]|\u00e2[\u0080-\u009f\u20ac\u201a\u201e\u2020\u2021]|\u00ef(?:\u00bb\u00bf|\u00bf\u00bd)|\u00f0[\u0178\u009f]|(?:[\u00d0\u00d1][\u0080-\u00bf\u2018-\u203a\u20ac]){2}/;

const faults: readonly (readonly [RegExp, string])[] = [
  [replaced, 'A character was lost in decoding (U+FFFD)'],
  [mojibake, 'Letters that UTF-8 becomes when it is read as another encoding'],
  [half, 'Half of a character (a lone surrogate)'],
];

export const wronglyDecoded = textRule({
  key: 'wrongly-decoded',
  name: 'Wrongly decoded characters',
  why: 'Raters stumble over them, and a model may take them for a sign of where the text is from.',
  severity: 'warning',
  examples: [
    { text: 'Would you accept the otherâ€™s offer?', about: '“â€™” was an apostrophe once.', flagged: true },
    {
      text: 'Would you open "Box A\ufffd?',
      about: 'The character for something that was lost.',
      flagged: true,
    },
    {
      text: 'Crème brûlée, São Paulo or «LIBERTÉ»?',
      about: 'Accented letters that are meant.',
      flagged: false,
    },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.suspect) === 0) return undefined;
    const found = faults.flatMap(([pattern, words]) => {
      const place = text.search(pattern);
      return place < 0 ? [] : [`${words}: ${quotedAround(text, place, 4)}.`];
    });
    return found.length === 0 ? undefined : found.join(' ');
  },
});
