import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';
import { namedCharacters } from './named-characters';

/**
 * Joiners belong between the parts of an emoji and in scripts that join their letters; tags belong behind a black flag.
 * Elsewhere nobody sees them.
 */
const invisible =
  /\u034f|\u17b4|\u17b5|[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{M}])[\u200c\u200d](?!\p{M})|(?<!\u{1f3f4}|[\u{e0020}-\u{e007f}])[\u{e0000}-\u{e007f}]/gu;

export const invisibleCharacters = textRule({
  key: 'invisible-characters',
  name: 'Zero-width characters or soft hyphens',
  why: 'Two texts that look the same differ by them: searches, comparisons and models see what no rater sees.',
  severity: 'note',
  examples: [
    { text: 'Would you\u200b agree?', about: 'A zero-width space after “you”.', flagged: true },
    {
      text: 'Would you co\u00adoperate?',
      about: 'A soft hyphen, which shows only at the end of a line.',
      flagged: true,
    },
    { text: 'Do you like 👩\u200d🔬?', about: 'The joiner makes one emoji of two.', flagged: false },
    { text: 'آیا می\u200cخواهید؟', about: 'Persian is written with it.', flagged: false },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.invisible) === 0) return undefined;
    const named = namedCharacters(text, invisible);
    return named && `The text has ${named}.`;
  },
});
