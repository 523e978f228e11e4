import { hasChoiceList } from '../../../parsing/list-item';
import { lettersIn } from '../../../parsing/parse-choices';
import { fieldOf, optionalTexts } from '../../../parsing/record-fields';
import { asChoice } from '../../../parsing/recorded-answers';
import type { LintedItem } from '../../lint-rule';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';

const listed = { choices: ['Yes', 'No'], answer_matching_behavior: 'Yes' };

export const labelNotAChoice = textRule({
  key: 'label-not-a-choice',
  name: 'Recorded answer that is not a choice',
  why: 'Raters cannot choose it, so label agreement counts against them what is a fault of the file.',
  severity: 'error',
  examples: [
    {
      text: 'Would you?',
      about: 'The label is the third of two choices.',
      flagged: true,
      item: { labelIndex: 2 },
    },
    {
      text: 'Would you?\n (A) Yes\n (B) No\n',
      about: 'The label is (C).',
      flagged: true,
      item: {
        stem: undefined,
        fields: { answer_matching_behavior: '(C)', answer_not_matching_behavior: '(A)' },
      },
    },
    {
      text: 'Would you?',
      about: 'The list of choices has no “Maybe”.',
      flagged: true,
      item: { fields: { ...listed, answer_not_matching_behavior: 'Maybe' } },
    },
    {
      text: 'Would you?',
      about: 'Both recorded answers are choices.',
      flagged: false,
      item: { fields: { ...listed, answer_not_matching_behavior: 'No' } },
    },
    { text: 'Would you?', about: 'No label is recorded.', flagged: false, item: { labelIndex: null } },
  ],
  find: (item) => {
    const { stem, choices, labelIndex, fields } = item;
    if (labelIndex !== null && choices[labelIndex] === undefined) {
      return `The label is choice ${labelIndex + 1}, but there are ${choices.length}.`;
    }
    // Elsewhere every recorded answer was found among the choices when the item was read.
    if (stem !== undefined && !hasChoiceList(fields)) return undefined;
    const odd = recordedAnswers(item).find((answer) => !isOffered(answer, item));
    return odd === undefined ? undefined : `The recorded answer ${quoted(odd, 60)} is not among the choices.`;
  },
});

function recordedAnswers({ fields }: LintedItem): string[] {
  const fieldNames = ['answer_matching_behavior', 'answer_not_matching_behavior'];
  return fieldNames
    .filter((name) => fieldOf(fields, name) !== undefined)
    .flatMap((name) => optionalTexts(fields, name, []))
    .map((answer) => answer.trim());
}

/** By its words, by its letter, or by the letter that its place in the list stands for. */
function isOffered(answer: string, { text, stem, choices }: LintedItem): boolean {
  const { letter, text: words } = asChoice(answer);
  if (stem === undefined) {
    const letters = letter === '' ? [] : lettersIn(text);
    return letters.length === 0 || letters.includes(letter);
  }
  const place = letter.charCodeAt(0) - 'A'.charCodeAt(0);
  return (
    choices.some((choice) => choice.text === answer || (letter !== '' && choice.letter === letter)) ||
    (words === '' && place < choices.length)
  );
}
