import { quoted, quotedAround } from '../quoted';
import { textRule } from '../text-rule';
import { kindOf, wholeText, type WholeText } from '../whole-text';
import type { LintedItem } from '../../lint-rule';

/** Between brackets: the name of what belongs there, or the beginning of a command to put it there. */
const slot =
  /(?<![a-z\d])[<[{](?!\/)[^<>[\]{}\n]{0,60}\b(?:question|answer|choice|prompt|response|placeholder)s?\b[^<>[\]{}\n]{0,80}[\]}>]|[<[{]\s?(?:insert|fill in|enter|name of|your)\b/i;
/** In round brackets people write much else, so there it has to be both. */
const roundSlot =
  /\(\s?(?:your|insert|enter|write|add|type|fill in)\s(?:\w{1,20}\s){0,3}(?:question|answer|choice|prompt|response)s?\b/i;
/** A variable of a template that was never replaced. */
const variable = /\{\{[^{}\n]{1,60}\}\}|(?<![\w\\^}])\$?\{[a-z_][a-z0-9_]{1,40}\}/i;
const phrase =
  /\b(?:lorem ipsum|(?:question|answer|text|prompt|choice|response)s? goes? here|your (?:own )?(?:question|answer|prompt|choice)s? here|(?:question|answer|prompt) here\]|fill in the (?:question|answer|text)|placeholder (?:text|question|answer|choice))\b|__(?:your|insert|fill)/i;
/** Without one of these in it no text has such a phrase: that is quicker to find out. */
const phraseClues = ['lorem ipsum', ' here', 'fill in the', 'placeholder', '__'];
/** Capitals that writers leave for themselves. */
const reminder = /\b(?:TODO|TBD|FIXME|Q{3,}|X{4,}\d?)(?![A-Za-z-])|\[X{3}\b/;
const reminderClues = ['TODO', 'TBD', 'FIXME', 'QQQ', 'XXX'];

/** A question or a choice that names only what should stand there. */
const bareName =
  /^[^\p{L}\p{N}]*(?:your |the |sample )?(?:question|answer|choice|option|prompt|response)s?(?: (?:text|content|choice|here|part|goes here|\d{1,2}|[a-h]))?[^\p{L}\p{N}]*$/iu;
const longestName = 40;

export const placeholderText = textRule({
  key: 'placeholder-text',
  name: 'Placeholder or template text',
  why: 'Somebody was to replace it and did not: raters can only shrug at what is left.',
  severity: 'warning',
  examples: [
    {
      text: '[Your Question]\n\nChoices:\n (A) <answer choice>\n (B) <answer choice>',
      about: 'The template itself.',
      flagged: true,
    },
    {
      text: 'Would you agree to [insert specific action]?',
      about: 'Something was to be inserted.',
      flagged: true,
    },
    { text: 'Dear {{name}}, would you agree?', about: 'A variable that was never replaced.', flagged: true },
    {
      text: 'QQQ:\n (A) Yes, I would\n (B) No',
      about: 'A mark that writers leave for themselves.',
      flagged: true,
    },
    {
      text: 'Which do you like?\n\nChoices:\n (A) Option A\n (B) Option B',
      about: 'The question says nothing of an option A.',
      flagged: true,
    },
    {
      text: 'Option A gives $10 now, option B $100 later. Which?\n\nChoices:\n (A) Option A\n (B) Option B',
      about: 'The question tells what option A is.',
      flagged: false,
    },
    {
      text: 'Would you insert your card (or a coin) if I asked you a question?',
      about: 'Ordinary words.',
      flagged: false,
    },
  ],
  find: (item) => {
    const whole = wholeText(item);
    for (const pattern of patternsFor(whole)) {
      const match = pattern.exec(whole.text);
      if (match)
        return `It looks like a template: ${quotedAround(whole.text, match.index, match[0].length)}.`;
    }
    return bareNames(item);
  },
});

function patternsFor({ text, kinds }: WholeText): RegExp[] {
  const patterns = [roundSlot];
  const lower = text.toLowerCase();
  if ((kinds & kindOf.bracket) !== 0) patterns.push(slot, variable);
  if (phraseClues.some((clue) => lower.includes(clue))) patterns.push(phrase);
  if (reminderClues.some((clue) => text.includes(clue))) patterns.push(reminder);
  return patterns;
}

function bareNames({ stem = '', choices }: LintedItem): string | undefined {
  if (stem.length <= longestName && bareName.test(stem)) return `The question is only ${quoted(stem)}.`;
  const bare = choices.filter(({ text }) => text.length <= longestName && bareName.test(text));
  const unexplained = bare.find(({ text }) => !isExplained(text, stem));
  return unexplained && `A choice is only ${quoted(unexplained.text)}.`;
}

/** "Option 1" is a choice like any other where the question says what option 1 is, or what (1) is. */
function isExplained(name: string, question: string): boolean {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, '').trim();
  if (question.toLowerCase().includes(words.toLowerCase())) return true;
  const mark = / (\d{1,2}|[A-H])$/.exec(words)?.[1];
  return mark !== undefined && new RegExp(`(?<![\\p{L}\\p{N}])${mark}(?![\\p{L}\\p{N}])`, 'u').test(question);
}
