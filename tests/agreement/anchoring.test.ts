import { anchoringOf, pooledAnchoring } from '../../server/agreement/anchoring';
import { agreementOf, type StudyTerms } from '../../server/agreement/dataset-agreement';
import { tallyOf } from './counted';
import { rated, writtenQuestions, type WrittenItem, type WrittenStudy } from './written-study';

const terms: StudyTerms = {
  labelMode: 'blind',
  overlap: 3,
  questions: writtenQuestions({ questionSet: 'paper', labelMode: 'blind' }),
};

/** An item labelled Yes that three raters answered. */
const item = (answers: readonly (number | string)[], labelIndex: number | null = 0): WrittenItem => ({
  text: 'x',
  choices: ['Yes', 'No'],
  labelIndex,
  ratings: answers.map((answer, index) => rated(`R-${index}`, [3, answer, 'no'])),
});
const agreed = item([0, 0, 1]);
const contradicted = item([1, 1, 0]);
const correct = item(['correct', 'correct', 'incorrect']);
const incorrect = item(['incorrect', 'incorrect', 'correct']);
const none = tallyOf([]);
const times = (count: number, one: WrittenItem): WrittenItem[] => Array.from({ length: count }, () => one);
const close = (value: number): number => expect.closeTo(value, 4) as number;

describe('anchoring', () => {
  it('is label agreement with the label shown, less that of items rated blind', () => {
    // 9 of 10 and 3 of 10, with the interval of Newcombe (1998), table II, column (b), method 10.
    const shown = tallyOf([...times(9, correct), incorrect]);
    const tally = tallyOf([...times(3, agreed), ...times(7, contradicted)]);
    expect(anchoringOf(terms, { tally, shown })).toMatchObject({
      ...{ items: 10, ratings: 30 },
      shown: { value: 0.9, n: 10, ties: 0 },
      blind: { value: 0.3, n: 10, ties: 0 },
      difference: { value: close(0.6), low: close(0.1705), high: close(0.809), n: 20 },
    });
  });

  it('counts a tie as not agreeing, and leaves out what is not rated by all or has no label', () => {
    const two = { ...terms, overlap: 2 };
    const shown = tallyOf([item(['correct', 'incorrect']), item(['correct', 'correct']), item(['correct'])]);
    const tally = tallyOf([item([0, 1]), item([0, 0]), item([0, 0], null), item([1])]);
    expect(anchoringOf(two, { tally, shown })).toMatchObject({
      ...{ items: 3, ratings: 5 },
      shown: { value: 0.5, n: 2, ties: 1 },
      blind: { value: 0.5, n: 2, ties: 1 },
      difference: { value: 0, n: 4 },
    });
  });

  it('compares over as many ratings of each item: those that an item rule asked for are left out', () => {
    const further = rated('R-9', [3, 0, 'no']);
    const ratings = [
      ...item([1, 1, 0]).ratings,
      { ...further, isFurther: true },
      { ...further, rater: 'R-10', isFurther: true },
    ];
    const divided: WrittenItem = { ...contradicted, ratings };
    const waiting: WrittenItem = { ...item([1, 0, 1]), open: 1 };
    const tally = tallyOf([divided, waiting]);
    expect(anchoringOf(terms, { tally, shown: tallyOf([correct]) }).blind).toMatchObject({ value: 0, n: 2 });
    expect(agreementOf(terms, tally).labelAgreement).toMatchObject({ value: 1, n: 1 });
  });

  it('says why it is undefined', () => {
    const why = (undefinedBecause: string) => ({ undefinedBecause });
    const tally = tallyOf([agreed]);
    expect(anchoringOf(terms, { tally, shown: none })).toMatchObject({
      shown: { ...why('no item was rated with its label shown'), ties: 0 },
      blind: { value: 1, n: 1 },
      difference: why('no item was rated with its label shown'),
    });
    expect(anchoringOf(terms, { tally: none, shown: tallyOf([correct]) }).difference).toEqual(
      why('no item with a label was rated blind'),
    );
    const asked = (study: Pick<WrittenStudy, 'questionSet' | 'labelMode'>): StudyTerms => ({
      ...terms,
      labelMode: study.labelMode,
      questions: writtenQuestions(study),
    });
    const verify = asked({ questionSet: 'paper', labelMode: 'verify' });
    expect(anchoringOf(verify, { tally: tallyOf([correct]), shown: none }).difference).toEqual(
      why('every item of the study shows its label'),
    );
    const pronouns = asked({ questionSet: 'pronouns', labelMode: 'blind' });
    expect(anchoringOf(pronouns, { tally: none, shown: none }).shown).toEqual({
      ...why('the question set does not ask about labels'),
      ties: 0,
    });
  });

  it('pools the datasets in which both can be told', () => {
    const both = { tally: tallyOf([agreed, contradicted]), shown: tallyOf([correct]) };
    const onlyBlind = { tally: tallyOf(times(8, contradicted)), shown: tallyOf([item(['correct'])]) };
    const onlyShown = { tally: none, shown: tallyOf([incorrect]) };
    expect(pooledAnchoring(terms, [both, onlyBlind, onlyShown, both])).toMatchObject({
      ...{ items: 4, ratings: 10 },
      shown: { value: 1, n: 2 },
      blind: { value: 0.5, n: 4 },
      difference: { value: 0.5, n: 6 },
    });
    expect(pooledAnchoring(terms, [onlyBlind, onlyShown])).toMatchObject({
      shown: { value: 0, n: 1 },
      blind: { value: 0, n: 8 },
      difference: {
        undefinedBecause: 'no dataset has items rated with their label shown beside others rated blind',
      },
    });
    expect(pooledAnchoring(terms, [onlyBlind]).difference).toEqual({
      undefinedBecause: 'no item was rated with its label shown',
    });
  });
});
