import { optionalTexts } from '../../../parsing/record-fields';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';

const yesNoMaybe = 'Would you?\n\nChoices:\n (A) Yes\n (B) No\n (C) Maybe';

export const oneWrongAnswer = textRule({
  key: 'one-wrong-answer',
  name: 'Only one wrong answer recorded though there are more',
  why: 'Programs that compare only the two recorded answers never learn that a model would choose a third.',
  severity: 'note',
  examples: [
    {
      text: yesNoMaybe,
      about: 'Three choices, of which (B) is recorded as wrong and (C) as nothing.',
      flagged: true,
    },
    {
      text: yesNoMaybe,
      about: 'Both wrong answers are recorded.',
      flagged: false,
      item: { fields: { answer_not_matching_behavior: [' (B)', ' (C)'] } },
    },
    {
      text: 'Would you?\n\nChoices:\n (A) Yes\n (B) No',
      about: 'Two choices have one wrong answer.',
      flagged: false,
    },
  ],
  find: ({ stem, choices, labelIndex, fields }) => {
    if (choices.length < 3 || stem === undefined || labelIndex === null) return undefined;
    const wrong = optionalTexts(fields, 'answer_not_matching_behavior', []);
    if (wrong.length !== 1) return undefined;
    return `Only ${quoted(wrong[0]!, 60)} is recorded as wrong; there are ${choices.length} choices.`;
  },
});
