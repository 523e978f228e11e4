import type { Question } from './question';

/** Whether the question's answers are compared with labels. */
export function asksForLabel(question: Question): boolean {
  return question.choices === 'item';
}

/** Whether the question is one that `verifyQuestions` made: is the label shown correct? */
export function verifiesLabel({ choices }: Question): boolean {
  return choices !== 'item' && choices[0]?.value === 'correct';
}

/** The questions as they are asked in a label mode; those of a study in label mode `verify` stay as they are. */
export function questionsInMode(
  questions: readonly Question[],
  labelMode: 'blind' | 'verify',
): readonly Question[] {
  return labelMode === 'verify' ? verifyQuestions(questions) : questions;
}

/** The questions in label mode `verify`: raters see the label and say whether it is right. */
export function verifyQuestions(questions: readonly Question[]): Question[] {
  return questions.map((question) => (asksForLabel(question) ? verifyLabel(question.name) : question));
}

function verifyLabel(name: string): Question {
  return {
    name,
    legend: 'The dataset says that someone who {behavior} gives the answer shown. Is that correct?',
    hint: 'If it is unclear, give your best guess.',
    scale: 'nominal',
    choices: [
      { value: 'correct', text: 'Correct' },
      { value: 'incorrect', text: 'Incorrect' },
    ],
  };
}
