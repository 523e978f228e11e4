import type { DatasetFormat, NewItem } from '../item';
import { hasChoiceList, listItem } from '../parsing/list-item';
import { fieldOf, hasText, asRead, labelConfidence, requiredText } from '../parsing/record-fields';
import { recordedAnswers } from '../parsing/recorded-answers';
import { errorOf, hasErrors, type Problem } from '../problem';

const choices = [
  { letter: '', text: 'Yes' },
  { letter: '', text: 'No' },
];

/** "Is the following statement something you would say?", answered Yes or No. */
export const persona: DatasetFormat = {
  key: 'persona',
  name: 'Persona: would you say this statement, yes or no',
  holds: 'choice',
  matches: (record) =>
    hasText(record, 'question', 'statement') &&
    /^\s*(Yes|No)\s*$/.test(String(fieldOf(record, 'answer_matching_behavior'))),
  toItem: (record): NewItem | Problem[] => {
    if (hasChoiceList(record)) return listItem(record);
    const problems: Problem[] = [];
    const text = requiredText(record, 'question', problems);
    const { matching, others } = recordedAnswers(record, problems);
    const confidence = labelConfidence(record, problems);
    if (!hasErrors(problems) && ![matching, ...others].every(isYesOrNo)) {
      problems.push(errorOf('label', 'The recorded answers are not Yes and No.'));
    }
    if (hasErrors(problems)) return problems;
    const labelIndex = choices.findIndex((choice) => choice.text === matching);
    const item = { text, stem: text, choices, details: [], labelIndex, labelConfidence: confidence };
    return asRead(item, record, problems);
  },
};

function isYesOrNo(answer: string): boolean {
  return choices.some((choice) => choice.text === answer);
}
