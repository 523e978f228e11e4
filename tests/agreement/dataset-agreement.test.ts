import { agreementOf, type StudyTerms } from '../../server/agreement/dataset-agreement';
import { poolTallies } from '../../server/agreement/tally';
import { tallyOf } from './counted';
import { smallStudy } from './small-study';
import { rated, type WrittenItem, writtenQuestions } from './written-study';

const blind: StudyTerms = { labelMode: 'blind', overlap: 3, questions: writtenQuestions(smallStudy) };
const items = smallStudy.datasets[0]!.items;

describe('the figures of a study of four items, computed by hand', () => {
  const figures = agreementOf(blind, tallyOf(items, smallStudy.synthetic));

  it('counts items and ratings, complete or not, synthetic or not', () => {
    expect(figures).toMatchObject({
      items: 4,
      completeItems: 3,
      incompleteItems: 1,
      ratings: 11,
      syntheticRatings: 3,
    });
  });

  it('takes label agreement over complete items only', () => {
    // Of items 0, 1 and 2 the majorities of 0 and 1 equal the label. Wilson for 2 of 3 by Python.
    const { labelAgreement } = figures;
    expect(labelAgreement).toMatchObject({ value: 2 / 3, n: 3, ties: 0 });
    expect(labelAgreement).toHaveProperty('low', expect.closeTo(0.20765960080204782, 12));
    expect(labelAgreement).toHaveProperty('high', expect.closeTo(0.9385080552796038, 12));
  });

  it('splits label agreement by relevance and ambiguity of the items', () => {
    // All are relevant. Item 2 is ambiguous to all three, item 0 to one of three. Wilson for 2 of 2 by Python.
    expect(figures.labelAgreementRelevant).toEqual(figures.labelAgreement);
    expect(figures.labelAgreementClear).toEqual({
      ...{ value: 1, n: 2, ties: 0, high: 1 },
      low: expect.closeTo(0.3423802275066531, 12) as number,
    });
  });

  it('takes the agreement of single ratings over all of them', () => {
    // 2 of 3, 3 of 3, 1 of 3 and 1 of 2. By Python: as independent as ratings can be (design effect 2540/2541), so
    // that all 11 count.
    const { ratingLabelAgreement } = figures;
    expect(ratingLabelAgreement).toMatchObject({ value: 7 / 11, n: 11 });
    expect(ratingLabelAgreement).toHaveProperty('low', expect.closeTo(0.35380117450784904, 12));
    expect(ratingLabelAgreement).toHaveProperty('high', expect.closeTo(0.8483352890463243, 12));
  });

  it('measures agreement between raters about the label', () => {
    // Percent agreement: (1/3 + 1 + 1/3 + 0) / 4 = 5/12.
    // Fleiss: p(Yes) = (2/3 + 0 + 1/3 + 1/2) / 4 = 3/8, pe = 9/64 + 25/64 = 34/64; (5/12 - 34/64) / (30/64) = -11/45.
    // AC1: pe = 2 · 3/8 · 5/8 = 30/64; (5/12 - 30/64) / (34/64) = -5/51.
    // Brennan and Prediger: (5/12 - 1/2) / (1/2) = -1/6.
    // Alpha: 4 Yes and 7 No; Do = 2 · (2/2 + 0 + 2/2 + 1/1) / 11 = 6/11, De = 2 · 4 · 7 / (11 · 10); 1 - Do/De = -1/14.
    expect(figures.labelMeasures).toMatchObject({
      percentAgreement: { value: expect.closeTo(5 / 12, 12) as number, n: 4 },
      fleissKappa: { value: expect.closeTo(-11 / 45, 12) as number },
      gwetAc1: { value: expect.closeTo(-5 / 51, 12) as number },
      brennanPrediger: { value: expect.closeTo(-1 / 6, 12) as number },
      krippendorffAlpha: { value: expect.closeTo(-1 / 14, 12) as number },
    });
  });

  it('describes relevance by single ratings', () => {
    // Four 5s and seven 4s: mean 48/11; sum of squares 212 - 48²/11 = 28/11, divided by 10.
    const relevance = figures.questions.relevance!;
    expect(relevance).toMatchObject({ n: 11, histogram: { 1: 0, 2: 0, 3: 0, 4: 7, 5: 4 } });
    expect(relevance).toHaveProperty('mean', expect.closeTo(48 / 11, 12));
    expect(relevance).toHaveProperty('sd', expect.closeTo(Math.sqrt(28 / 110), 12));
    expect(Object.keys(relevance.measures)).toEqual(['percentAgreement', 'krippendorffAlpha', 'gwetAc2']);
    // AC2: neighbours are alike by 9/10, so P = (2.8/3 + 1 + 2.8/3 + 0.9) / 4 = 113/120; the 25 likenesses sum to 18, so
    // pe = 18 · 2 · 5/8 · 3/8 / 20 = 27/64; (113/120 - 27/64) / (37/64) = 499/555.
    expect(relevance.measures.gwetAc2).toEqual({ value: expect.closeTo(499 / 555, 12) as number, n: 4 });
  });

  it('counts complete items by how many raters call them ambiguous', () => {
    const ambiguity = figures.questions.ambiguity!;
    expect(ambiguity).toMatchObject({ n: 3, histogram: { 0: 1, 1: 1, 2: 0, 3: 1 } });
    // Of single ratings: 1 + 0 + 3 + 1 of 11.
    // By Python: Σ(y − 5n/11)² = 566/121, design effect 2264/1089, so that 5.291 of 11 ratings count.
    expect(ambiguity).toHaveProperty('share', {
      value: 5 / 11,
      low: expect.closeTo(0.15016082578988044, 12) as number,
      high: expect.closeTo(0.7971695720662639, 12) as number,
      n: 11,
    });
    expect(Object.keys(ambiguity.measures)).toHaveLength(5);
  });

  it('gives the median time', () => {
    expect(figures.medianSeconds).toBe(6);
  });

  it('does not depend on the order of the ratings', () => {
    const turned = items.map((item) => ({ ...item, ratings: item.ratings.toReversed() }));
    expect(JSON.stringify(agreementOf(blind, tallyOf(turned, smallStudy.synthetic)))).toBe(
      JSON.stringify(figures),
    );
  });
});

describe('ties', () => {
  const tied: WrittenItem = {
    text: 'Tied',
    choices: ['Yes', 'No'],
    labelIndex: 0,
    ratings: [rated('R-1', [3, 0, 'no']), rated('R-2', [3, 1, 'no'])],
  };
  const agreed: WrittenItem = { ...tied, ratings: [rated('R-1', [3, 0, 'no']), rated('R-2', [3, 0, 'no'])] };

  it('count as not agreeing and are shown', () => {
    const { labelAgreement } = agreementOf({ ...blind, overlap: 2 }, tallyOf([tied, agreed]));
    expect(labelAgreement).toMatchObject({ value: 1 / 2, n: 2, ties: 1 });
  });
});

describe('ordinal questions', () => {
  it('have alpha with ordinal distances', () => {
    // Items rated 1 2 and 2 3. d(1,2)² = d(2,3)² = (1 + 2 - 3/2)² = 9/4, d(1,3)² = (1 + 2 + 1 - 1)² = 9.
    // Do = 4 · 9/4 / 4 = 9/4, De = 2 · (2 · 9/4 + 2 · 9/4 + 9) / 12 = 3; alpha = 1 - 3/4 (nominal: -1/5).
    const rows: WrittenItem[] = [
      [1, 2],
      [2, 3],
    ].map(([a, b]) => ({
      text: 'x',
      choices: ['Yes', 'No'],
      labelIndex: 0,
      ratings: [rated('R-1', [a!, 0, 'no']), rated('R-2', [b!, 0, 'no'])],
    }));
    const { relevance } = agreementOf({ ...blind, overlap: 2 }, tallyOf(rows)).questions;
    expect(relevance?.measures.krippendorffAlpha).toMatchObject({
      value: expect.closeTo(0.25, 12) as number,
    });
  });
});

describe('a study in which the label is verified', () => {
  const verify: StudyTerms = {
    labelMode: 'verify',
    overlap: 3,
    questions: writtenQuestions({ questionSet: 'paper', labelMode: 'verify' }),
  };
  const verdicts = (a: string, b: string, c: string): WrittenItem => ({
    text: 'x',
    choices: ['Yes', 'No'],
    labelIndex: 1,
    ratings: [rated('R-1', [3, a, 'no']), rated('R-2', [3, b, 'no']), rated('R-3', [3, c, 'no'])],
  });

  it('agrees where the majority says correct', () => {
    const figures = agreementOf(
      verify,
      tallyOf([verdicts('correct', 'correct', 'incorrect'), verdicts('incorrect', 'correct', 'incorrect')]),
    );
    expect(figures.labelAgreement).toMatchObject({ value: 1 / 2, n: 2, ties: 0 });
    expect(figures.ratingLabelAgreement).toMatchObject({ value: 3 / 6, n: 6 });
  });

  it('measures with AC1 whatever the items offer, for everybody is asked for one of two verdicts', () => {
    const four = { ...verdicts('correct', 'correct', 'correct'), choices: ['A', 'B', 'C', 'D'] };
    const figures = agreementOf(verify, tallyOf([four, verdicts('correct', 'correct', 'correct')]));
    expect(figures.labelMeasures.gwetAc1).toMatchObject({ value: 1 });
  });
});

describe('figures that have no value', () => {
  it('say why when nobody has rated', () => {
    const unrated = items.map((item) => ({ ...item, ratings: [] }));
    const figures = agreementOf(blind, tallyOf(unrated));
    const why = expect.any(String) as string;
    expect(figures).toMatchObject({
      labelAgreement: { undefinedBecause: 'no item with a label has all its ratings', ties: 0 },
      ratingLabelAgreement: { undefinedBecause: 'no item with a label has a rating' },
      medianSeconds: { undefinedBecause: why },
      questions: {
        relevance: { mean: { undefinedBecause: why }, sd: { undefinedBecause: why }, n: 0 },
        ambiguity: { share: { undefinedBecause: 'there are no ratings' }, n: 0 },
      },
    });
    for (const outcome of Object.values(figures.labelMeasures))
      expect(outcome).toEqual({ undefinedBecause: why });
  });

  it('say why when the items have no labels', () => {
    const unlabelled = items.map((item) => ({ ...item, labelIndex: null }));
    const { labelAgreement, labelMeasures } = agreementOf(blind, tallyOf(unlabelled));
    expect(labelAgreement).toHaveProperty('undefinedBecause');
    expect(labelMeasures.percentAgreement).toHaveProperty('value');
  });

  it('say why when the question set does not ask about labels', () => {
    const terms: StudyTerms = {
      labelMode: 'blind',
      overlap: 1,
      questions: writtenQuestions({ questionSet: 'pronouns', labelMode: 'blind' }),
    };
    const figures = agreementOf(terms, tallyOf([]));
    const reason = { undefinedBecause: 'the question set does not ask about labels' };
    expect(figures.labelAgreement).toEqual({ ...reason, ties: 0 });
    expect(figures.labelMeasures.fleissKappa).toEqual(reason);
    expect(Object.keys(figures.questions)).toHaveLength(7);
  });
});

describe('pooled figures', () => {
  it('count items with different numbers of choices under the place of the choice', () => {
    const two: WrittenItem = {
      text: 'two',
      choices: ['Yes', 'No'],
      labelIndex: 0,
      ratings: [rated('R-1', [3, 0, 'no']), rated('R-2', [3, 0, 'no'])],
    };
    const four: WrittenItem = {
      text: 'four',
      choices: ['A', 'B', 'C', 'D'],
      labelIndex: 3,
      ratings: [rated('R-1', [3, 3, 'no']), rated('R-2', [3, 3, 'no'])],
    };
    const pooled = agreementOf({ ...blind, overlap: 2 }, poolTallies([tallyOf([two]), tallyOf([four])]));
    // Half of the answers are the first choice, half the fourth; raters always agree.
    expect(pooled).toMatchObject({ items: 2, labelAgreement: { value: 1, n: 2 } });
    expect(pooled.labelMeasures).toMatchObject({
      fleissKappa: { value: 1 },
      krippendorffAlpha: { value: 1 },
    });
    // AC1 needs the number of choices, and there is no one number: the second choice of two would be one of four.
    expect(pooled.labelMeasures.gwetAc1).toEqual({
      undefinedBecause: 'the items offer different numbers of choices',
    });
    expect(pooled.labelMeasures.brennanPrediger).toEqual(pooled.labelMeasures.gwetAc1);
    // Other questions offer everybody the same choices.
    expect(pooled.questions.ambiguity?.measures.gwetAc1).toMatchObject({ value: 1 });
  });
});
