import { labelInference } from '../../../server/agreement/inference/label-inference';
import { crowdInterval } from '../../../server/statistics/crowd/crowd-interval';
import { majorityDecides } from '../../../server/statistics/crowd/majority-decides';
import { codedOf } from '../../statistics/coded';
import { ratedItemsOf } from '../counted';
import { smallStudy } from '../small-study';
import { rated, writtenQuestions, type WrittenItem } from '../written-study';

const terms = { labelMode: 'blind', overlap: 3, questions: writtenQuestions(smallStudy) } as const;
const infer = (items: readonly WrittenItem[], changed: Partial<typeof terms> = {}) => {
  const rated = ratedItemsOf(items);
  return labelInference({ ...terms, ...changed }, rated.items, rated.ratings);
};
const yesNo = { text: 'x', choices: ['Yes', 'No'], labelIndex: 0 };
const raters = ['A', 'B', 'C'];

it('counts complete items with a label, by all their ratings', () => {
  const found = infer(smallStudy.datasets[0]!.items);
  // Items 0, 1 and 2 of the small study are complete; their answers, raters and labels as numbers.
  const answers = [
    [0, 0, 1],
    [1, 1, 1],
    [1, 1, 0],
  ];
  const coded = codedOf(
    answers.flatMap((row, item) => row.map((answer, rater) => [item, rater, answer] as const)),
    { items: 3, raters: 3, categories: 2 },
  );
  const gold = Int32Array.of(0, 1, 0);
  expect(found.newCrowd.labelAgreement).toEqual(
    crowdInterval(coded, [0, 1, 2], { gold, decide: majorityDecides(coded, gold) }),
  );
});

it('follows Dawid-Skene where a rater who is always against the others says more than a majority', () => {
  // A and B are always right, C always wrong; of the last item only C and two careless raters know.
  const clear = Array.from({ length: 20 }, (_, index): WrittenItem => {
    const right = index % 2;
    const [a, b, c] = [right, right, 1 - right];
    return {
      ...yesNo,
      labelIndex: right,
      ratings: [a, b, c].map((answer, at) => rated(raters[at]!, [5, answer, 'no'])),
    };
  });
  const { dawidSkene } = infer(clear);
  expect(dawidSkene.labelAgreement).toMatchObject({ value: 1, n: 20, ties: 0 });
  expect(dawidSkene.searches).toMatchObject([{ choices: 2, items: 20, converged: true }]);
});

it('says why there is nothing where labels or conditions are not asked about, and takes choices apart', () => {
  const without = infer(smallStudy.datasets[0]!.items, {
    questions: terms.questions.filter(({ name }) => name !== 'label'),
  });
  const notAsked = { undefinedBecause: 'the question set does not ask about labels' };
  expect(without.newCrowd.labelAgreementClear).toEqual(notAsked);
  expect(without.dawidSkene).toMatchObject({ searches: [], labelAgreement: notAsked });
  const ratings = raters.map((rater) => rated(rater, [5, 0, 'no']));
  const mixed = infer([
    { ...yesNo, ratings },
    { ...yesNo, choices: ['A', 'B', 'C'], ratings },
  ]);
  expect(mixed.dawidSkene).toMatchObject({
    searches: [
      { choices: 2, items: 1 },
      { choices: 3, items: 1 },
    ],
    labelAgreement: { value: 1, n: 2, ties: 0 },
  });
  expect(mixed.newCrowd.labelAgreement).toMatchObject({ raters: 3, high: 1 });
  const onlyLabels = infer(smallStudy.datasets[0]!.items, {
    questions: terms.questions.filter(({ name }) => name === 'label'),
  });
  expect(onlyLabels.newCrowd.labelAgreementRelevant).toEqual({
    undefinedBecause: 'the question set does not ask about relevance',
  });
});
