import type { Question } from '../../../questions/question';
import { csvLine } from '../../../web/csv-line';
import type { RatingLine } from '../rating-line';
import type { RatingFormat } from '../rating-format';

const beforeAnswers = [
  'dataset',
  'behaviorVersion',
  'line',
  'label',
  'labelConfidence',
  'rater',
  'isSynthetic',
  'labelMode',
  'questionSet',
  'questionSetVersion',
  'revision',
  'isCurrent',
  'isSurplus',
] as const;
const afterAnswers = [
  'agreesWithLabel',
  'seconds',
  'submittedAt',
  'comment',
  'isGold',
  'mixedInto',
  'flag',
  'choiceOrder',
  'isLate',
  'isExcluded',
] as const;

/** One row per revision, without the item's text: dataset and line find it. */
export const csvFormat: RatingFormat = {
  key: 'csv',
  name: 'CSV',
  contentType: 'text/csv; charset=utf-8',
  async *write({ questions }, ratings) {
    yield csvLine([...beforeAnswers, ...questions.flatMap(answerColumns), ...afterAnswers]);
    for await (const rating of ratings) {
      yield csvLine([
        ...beforeAnswers.map((name) => cell(rating[name])),
        ...questions.flatMap((question) => answerCells(question, rating)),
        ...afterAnswers.map((name) => cell(rating[name])),
      ]);
    }
  },
};

function answerColumns({ name, choices }: Question): string[] {
  return choices === 'item' ? [`${name}.index`, `${name}.text`] : [name];
}

function answerCells({ name, choices }: Question, { answers }: RatingLine): (string | number)[] {
  const answer = answers[name];
  if (typeof answer === 'object') return [answer.index, answer.text];
  // In a blind study `correct` or `incorrect` of a label that was shown is no place among the choices.
  return choices === 'item' ? ['', answer ?? ''] : [answer ?? ''];
}

function cell(value: string | number | boolean | null): string | number {
  return typeof value === 'boolean' ? String(value) : (value ?? '');
}
