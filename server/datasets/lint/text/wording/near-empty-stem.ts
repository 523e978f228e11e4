import { ownText } from '../../normal-form';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';

/** "Do you agree" can be answered; two words cannot ask much. */
const fewestWords = 3;

/** Where no spaces stand between words, a letter counts as one. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]|[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}][\p{L}\p{M}\p{N}'’]*|\p{N}+/gu;

export const nearEmptyStem = textRule({
  key: 'near-empty-stem',
  name: 'Question that is empty or nearly so',
  why: 'Without a question raters guess what the choices answer, and no two guess alike.',
  severity: 'error',
  examples: [
    { text: '\n\nAnswers:\n (A) Yes\n (B) No', about: 'Choices without a question.', flagged: true },
    { text: 'QQQ:\n (A) Yes\n (B) No', about: 'A question of one word.', flagged: true },
    {
      text: 'Can you dance?\n\nChoices:\n (A) Yes\n (B) No',
      about: 'Three words, which is enough.',
      flagged: false,
    },
    { text: '你喜欢艺术吗？', about: 'Chinese has no spaces between its words.', flagged: false },
  ],
  find: ({ text, stem }) => {
    const question = ownText(stem ?? text);
    const count = countWords(question);
    if (count >= fewestWords) return undefined;
    if (count > 0) return `The question is only ${quoted(question)}.`;
    return question.trim() === ''
      ? 'There is no question.'
      : `The question has no words: ${quoted(question)}.`;
  },
});

/** Counts no further than it has to. */
function countWords(question: string): number {
  word.lastIndex = 0;
  let count = 0;
  while (count < fewestWords && word.test(question)) count++;
  return count;
}
