import type { Item } from '../../datasets/item-store';
import type { Answers } from '../../questions/parse-answers';
import type { Question } from '../../questions/question';
import { asksForLabel, verifiesLabel } from '../../questions/verify-questions';
import type { TrainingKind } from './training-store';

/** The question whose answers are held against the label; undefined when the study has none. */
export function labelQuestion(questions: readonly Question[]): Question | undefined {
  return questions.find((one) => asksForLabel(one) || verifiesLabel(one));
}

/** The answer the label stands for. */
export function answerOfLabel(question: Question, { labelIndex }: Pick<Item, 'labelIndex'>): string {
  return verifiesLabel(question) ? 'correct' : String(labelIndex);
}

/** What is wrong with the right answers an admin marks, in words; undefined when nothing is. */
export function rightAnswersFault(
  questions: readonly Question[],
  item: Pick<Item, 'labelIndex'>,
  { kind, rightAnswers }: { kind: TrainingKind; rightAnswers: Answers },
): { name: string; message: string } | undefined {
  const question = labelQuestion(questions);
  const first = questions[0]?.name ?? '';
  if (question) {
    const { name } = question;
    const right = rightAnswers[name];
    const ofLabel = answerOfLabel(question, item);
    if (kind === 'clear' && right !== ofLabel) {
      return { name, message: 'Choose the answer of the label, or say that the label is wrong.' };
    }
    if (kind === 'mislabelled' && (right === undefined || right === ofLabel)) {
      return { name, message: 'Choose the right answer: another one than the label says.' };
    }
  }
  if (Object.keys(rightAnswers).length > 0) return undefined;
  return { name: question?.name ?? first, message: 'Choose the right answer to at least one question.' };
}
