import { agreementOf, type StudyTerms } from '../../server/agreement/dataset-agreement';
import { ratingsAwaited, ratingsSaved } from '../../server/agreement/ratings-saved';
import { firstRatings, isComplete, isContested, type Tally } from '../../server/agreement/tally';
import { tallyOf } from './counted';
import { rated, type WrittenItem, writtenQuestions, type WrittenRating } from './written-study';

const terms: StudyTerms = {
  labelMode: 'blind',
  overlap: 3,
  questions: writtenQuestions({ questionSet: 'paper', labelMode: 'blind' }),
};

/** An item with label 0, answered in this order; what lies beyond the overlap of 3 was asked for by a rule. */
function item(answers: readonly number[], open = 0): WrittenItem {
  const ratings = answers.map((label, index): WrittenRating => ({
    ...rated(`R-${index + 1}`, [label === 0 ? 5 : 1, label, label === 0 ? 'no' : 'yes']),
    isFurther: index >= 3,
  }));
  return { text: 'x', choices: ['Yes', 'No'], labelIndex: 0, ratings, open };
}

describe('an item of a study with an item rule', () => {
  it.each([
    [item([0, 0, 0]), true, false],
    [item([0, 0], 1), false, false],
    [item([0, 0, 1], 1), false, true],
    [item([0, 0, 1, 1, 0]), true, false],
    [item([]), false, false],
  ])(
    'is complete when it has its overlap and nothing is wanted, and contested when more is: %#',
    (...row) => {
      const [written, complete, contested] = row;
      const [tallied] = tallyOf([written]).items;
      expect(isComplete(tallied!, 3)).toBe(complete);
      expect(isContested(tallied!, 3)).toBe(contested);
    },
  );

  it('has the votes of all its ratings, and apart those of the first', () => {
    const [tallied] = tallyOf([item([0, 1, 1, 0, 0])]).items;
    expect(tallied).toMatchObject({ ratings: 5, first: { ratings: 3 } });
    expect(tallied?.votes.get('label')).toEqual(
      new Map([
        ['0', 3],
        ['1', 2],
      ]),
    );
    const first = firstRatings(tallied!);
    expect(first.ratings).toBe(3);
    expect(first.votes.get('label')).toEqual(
      new Map([
        ['0', 1],
        ['1', 2],
      ]),
    );
  });
});

describe('the figures of a study with an item rule, computed by hand', () => {
  // Three of one mind; two to one against the label, which two further ratings turn; two to one, still waiting.
  const figures = agreementOf(terms, tallyOf([item([0, 0, 0]), item([1, 1, 0, 0, 0]), item([0, 1, 1], 1)]));

  it('count what waits for more ratings as incomplete', () => {
    expect(figures).toMatchObject({
      ...{ items: 3, completeItems: 2, incompleteItems: 1, contestedItems: 1 },
      ratings: 11,
    });
  });

  it('take majorities over all ratings of complete items', () => {
    expect(figures.labelAgreement).toMatchObject({ value: 1, n: 2, ties: 0 });
  });

  it('take everything else over the first ratings, so that divided items weigh no more than others', () => {
    // Of the first nine ratings 3 + 1 + 1 agree with the label; all eleven would give 3 + 3 + 1 of 11.
    expect(figures.ratingLabelAgreement).toMatchObject({ value: 5 / 9, n: 9 });
    // Pairs of raters of one mind: (1 + 1/3 + 1/3) / 3.
    expect(figures.labelMeasures.percentAgreement).toMatchObject({
      value: expect.closeTo(5 / 9, 12) as number,
      n: 3,
    });
    // Chance: shares 5/9 and 4/9, so 41/81; kappa = (45/81 - 41/81) / (40/81).
    expect(figures.labelMeasures.fleissKappa).toMatchObject({ value: expect.closeTo(1 / 10, 12) as number });
    expect(figures.questions.relevance).toMatchObject({ n: 9, histogram: { 1: 4, 5: 5 } });
    expect(figures.questions.relevance).toHaveProperty('mean', expect.closeTo(29 / 9, 12));
  });

  it('leave no item out of a histogram that has all its first ratings', () => {
    expect(figures.questions.ambiguity).toMatchObject({
      ...{ n: 3, histogram: { 0: 1, 1: 0, 2: 2, 3: 0 } },
      share: { value: 4 / 9, n: 9 },
    });
  });
});

describe('ratings saved', () => {
  const tally = (...items: WrittenItem[]): Tally => tallyOf(items);
  const itemRule = { item: { most: 5, threshold: 0.9 } };
  const datasetRule = { dataset: { above: 0.9, below: 0.7, alpha: 0.05, beta: 0.05 } };
  const three = tally(item([0, 0, 0]), item([0, 0, 1, 0], 1), item([], 3));

  it('are none where there are no rules', () => {
    expect(ratingsSaved({ overlap: 3, stopping: {} }, [{ tally: three, decision: null }])).toBeNull();
  });

  it('are what complete items could still have got', () => {
    // 5 - 3 of the first; the others are under way.
    expect(ratingsSaved({ overlap: 3, stopping: itemRule }, [{ tally: three, decision: null }])).toEqual({
      saved: 2,
      atMost: 15,
    });
  });

  it('are all that is not asked any more of a decided dataset, without what raters hold', () => {
    const decided = { tally: three, decision: 'above' } as const;
    const both = { ...itemRule, ...datasetRule };
    // 5 - 3, 5 - 4 and 5 - 0.
    expect(ratingsSaved({ overlap: 3, stopping: both }, [decided])).toEqual({ saved: 8, atMost: 15 });
    const held = { ...three, items: three.items.map((one) => ({ ...one, held: Math.min(1, one.open) })) };
    const holding = { tally: held, decision: 'above' } as const;
    expect(ratingsSaved({ overlap: 3, stopping: both }, [holding])?.saved).toBe(6);
    // Without an item rule the overlap is the most: 0, 0 and 3 - 0.
    expect(ratingsSaved({ overlap: 3, stopping: datasetRule }, [decided])).toEqual({ saved: 3, atMost: 9 });
  });

  it('add up over datasets, decided or not', () => {
    const datasets = [
      { tally: three, decision: null },
      { tally: three, decision: 'below' },
    ] as const;
    expect(ratingsSaved({ overlap: 3, stopping: itemRule }, datasets)).toEqual({ saved: 10, atMost: 30 });
  });

  it('are not waited for: of a decided dataset only what raters hold is', () => {
    const held = { ...three, items: three.items.map((one) => ({ ...one, held: Math.min(1, one.open) })) };
    expect(ratingsAwaited({ tally: held, decision: null })).toBe(4);
    expect(ratingsAwaited({ tally: held, decision: 'above' })).toBe(2);
  });
});
