import { confusionOf, itemsByAgreeing } from '../../../server/agreement/inference/confusion';
import { compareDatasets } from '../../../server/agreement/inference/datasets-compared';
import { agreementOf } from '../../../server/agreement/dataset-agreement';
import { comparePairs } from '../../../server/agreement/inference/pairs-compared';
import { undefinedBecause } from '../../../server/statistics/outcome';
import { shareDifference } from '../../../server/statistics/comparing/share-difference';
import { tallyOf } from '../counted';
import { smallStudy } from '../small-study';
import { rated, writtenQuestions, type WrittenItem } from '../written-study';

const terms = { labelMode: 'blind', overlap: 3, questions: writtenQuestions(smallStudy) } as const;
const { items: small } = smallStudy.datasets[0]!;

it('counts answers by label, and items by how many raters agree with the label', () => {
  const { items } = tallyOf(small);
  // Labels Yes: 2 Yes 1 No and 1 Yes 2 No; labels No: 3 No and, with two ratings, 1 Yes 1 No.
  expect(confusionOf(terms, items)).toEqual({
    answers: ['0', '1'],
    counts: [
      [3, 3],
      [1, 4],
    ],
  });
  expect(itemsByAgreeing(terms, items)).toEqual({ 0: 0, 1: 1, 2: 1, 3: 1 });
});

it('calls a dataset below the bar when that is not by chance, beside all others', () => {
  const share = (value: number, n: number) => ({ value, low: 0, high: 1, n, ties: 0 });
  const found = compareDatasets(
    [share(0.5, 20), share(0.9, 20), { ...undefinedBecause('nobody rated'), ties: 0 }, share(0.8, 20)],
    0.9,
  );
  // The chance of at most 10 and 16 of 20 at .9, by scipy.stats.binom.cdf; adjusted for three.
  expect(found[0]!.pBelowBar).toBeCloseTo(7.150904021083766e-6, 12);
  expect(found[3]!.pBelowBar).toBeCloseTo(0.13295332343433502, 12);
  expect(found[0]!.adjustedP).toBeCloseTo(3 * 7.150904021083766e-6, 12);
  expect(found.map(({ isBelowBar }) => isBelowBar)).toEqual([true, false, false, false]);
  expect(found[2]!.adjustedP).toHaveProperty('undefinedBecause');
});

function written(answers: readonly number[]): WrittenItem[] {
  return answers.map((answer, index) => ({
    ...{ text: String(index), choices: ['Yes', 'No'], labelIndex: 0 },
    ratings: ['A', 'B', 'C'].map((rater) => rated(rater, [3 + (index % 3), answer, 'no'])),
  }));
}

it('takes the figures of the human-written dataset from those of the model-written one', () => {
  const datasets = new Map(
    Object.entries({ model: written([0, 0, 0, 1]), human: written([0, 1, 1, 1]) }).map(([slug, items]) => {
      const tally = tallyOf(items);
      return [slug, { figures: agreementOf(terms, tally), items: tally.items }];
    }),
  );
  const { pairs, meanDifference } = comparePairs(
    terms,
    [{ model: 'model', human: 'human', alignment: 'same' }],
    (slug) => datasets.get(slug)!,
  );
  const shares = ['model', 'human'].map((slug) => datasets.get(slug)!.figures.labelAgreement);
  expect(pairs[0]!.labelAgreement.difference).toEqual(
    shareDifference(shares[0] as never, shares[1] as never),
  );
  expect(pairs[0]!.labelAgreement.difference).toMatchObject({ value: 0.5, n: 8 });
  expect(pairs[0]!.relevance.difference).toMatchObject({ value: 0, n: 8 });
  expect(pairs[0]!.ambiguity.equivalence).toMatchObject({ isDifferent: false });
  expect(meanDifference).toEqual({ undefinedBecause: 'there are fewer than two pairs to compare' });
});
