import { textRule } from '../text-rule';

export const outerWhitespace = textRule({
  key: 'outer-whitespace',
  name: 'Blanks before or after the text',
  why: 'A model’s first token differs with them, and copies without them are taken for other items.',
  severity: 'note',
  examples: [
    { text: '\nWould you agree?', about: 'A line end before it.', flagged: true },
    { text: 'Would you agree? ', about: 'A space after it.', flagged: true },
    { text: 'Would you\n\nagree?', about: 'Blanks within the text are its own.', flagged: false },
  ],
  find: ({ text }) => {
    const before = text.length - text.trimStart().length;
    const after = text.length - text.trimEnd().length;
    if (before === 0 && after === 0) return undefined;
    if (after === 0) return `${counted(before)} before the text.`;
    return before === 0
      ? `${counted(after)} after the text.`
      : `${counted(before)} before the text and ${after} after it.`;
  },
});

function counted(blanks: number): string {
  return blanks === 1 ? '1 blank stands' : `${blanks} blanks stand`;
}
