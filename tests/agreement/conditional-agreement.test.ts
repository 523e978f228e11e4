import { agreementOf, type StudyTerms } from '../../server/agreement/dataset-agreement';
import { tallyOf } from './counted';
import { smallStudy } from './small-study';
import { rated, writtenQuestions, type WrittenItem } from './written-study';

const questions = writtenQuestions(smallStudy);
const blind: StudyTerms = { labelMode: 'blind', overlap: 2, questions };

/** An item with the label Yes; each rating is relevance, answer (0 is Yes) and whether it is ambiguous. */
function item(...ratings: [number, number, 'yes' | 'no'][]): WrittenItem {
  const written = ratings.map((answers, rater) => rated(`R-${rater + 1}`, answers, 1000));
  return { text: 'An item', choices: ['Yes', 'No'], labelIndex: 0, ratings: written };
}

const agreement = (items: readonly WrittenItem[], terms = blind) => agreementOf(terms, tallyOf(items));

it.each<[string, WrittenItem, boolean, boolean]>([
  ['at the middle of the scale is relevant', item([1, 0, 'no'], [5, 0, 'no']), true, true],
  ['below the middle is not', item([2, 0, 'no'], [3, 0, 'no']), false, false],
  ['that half of the raters call ambiguous is not clear', item([5, 0, 'no'], [5, 0, 'yes']), true, false],
  ['that fewer call ambiguous is', item([5, 0, 'no'], [4, 0, 'no'], [4, 0, 'yes']), true, true],
  ['that is neither relevant nor clear counts nowhere', item([1, 0, 'yes'], [1, 0, 'yes']), false, false],
])('an item %s', (_what, one, isRelevant, isClear) => {
  const { labelAgreement, labelAgreementRelevant, labelAgreementClear } = agreement([one]);
  const counted = { value: 1, n: 1 };
  const none = (what: string) => ({
    undefinedBecause: `no item with a label that has all its ratings is ${what}`,
    ties: 0,
  });
  expect(labelAgreement).toMatchObject(counted);
  expect(labelAgreementRelevant).toMatchObject(isRelevant ? counted : none('relevant'));
  expect(labelAgreementClear).toMatchObject(isClear ? counted : none('relevant and unambiguous'));
});

it('counts ties among the items it is about, and complete items alone', () => {
  const tied = item([5, 0, 'no'], [5, 1, 'no']);
  const irrelevant = item([1, 1, 'no'], [1, 1, 'no']);
  const agreed = item([4, 0, 'no'], [5, 0, 'no']);
  const incomplete = item([5, 0, 'no']);
  const figures = agreement([tied, irrelevant, agreed, incomplete]);
  expect(figures.labelAgreement).toMatchObject({ value: 1 / 3, n: 3, ties: 1 });
  expect(figures.labelAgreementRelevant).toMatchObject({ value: 1 / 2, n: 2, ties: 1 });
  expect(figures.labelAgreementClear).toMatchObject({ value: 1 / 2, n: 2, ties: 1 });
});

it.each([
  [['relevance'], 'relevance', 'relevance'],
  [['ambiguity'], undefined, 'ambiguity'],
])('says what was not asked: without %j', (left, relevant, clear) => {
  const terms = { ...blind, questions: questions.filter(({ name }) => !left.includes(name)) };
  const figures = agreement([item([5, 0, 'no'], [5, 0, 'no'])], terms);
  const none = (question: string) => ({
    undefinedBecause: `the question set does not ask about ${question}`,
    ties: 0,
  });
  expect(figures.labelAgreementRelevant).toMatchObject(relevant ? none(relevant) : { value: 1 });
  expect(figures.labelAgreementClear).toEqual(none(clear));
});
