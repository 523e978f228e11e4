import { Invalid } from '../../server/errors';
import { majorityPosterior } from '../../server/statistics/majority-posterior';
import { isUndefined } from '../../server/statistics/outcome';
import { seededRandom } from '../../server/statistics/seeded-random';
import {
  checkStoppingRules,
  decideDataset,
  wantsAnotherRating,
  type DatasetStopping,
  type ItemStopping,
} from '../../server/studies/stopping-rules';
import { chooseBy, rateItem, uniformShares } from './simulated-item';
import { clearAndDoubtful, simulateStudy, type SimulatedStudy } from './simulated-study';

const item: ItemStopping = { most: 7, threshold: 0.9 };
const dataset: DatasetStopping = { above: 0.9, below: 0.75, alpha: 0.05, beta: 0.05 };

describe('whether an item wants another rating', () => {
  it.each([[[]], [[0, 0]], [[2, 0]], [[1, 1]]])('is true before the overlap is reached: %j', (counts) => {
    expect(wantsAnotherRating(counts, 3, undefined)).toBe(true);
    expect(wantsAnotherRating(counts, 3, item)).toBe(true);
  });

  it('is false at the overlap without a rule', () => {
    expect(wantsAnotherRating([2, 1], 3, undefined)).toBe(false);
  });

  // By hand: 3:0 15/16 = 0.9375, 2:1 0.6875, 4:1 57/64 = 0.89, 5:1 15/16, 3:3 1/2, 4:3 163/256 = 0.64. By the fixture's
  // program: 3 of 3 with three choices 0.887, 4 of 4 0.942; with four choices 0.846 and 0.918.
  it.each([
    [[3, 0], false],
    [[2, 1], true],
    [[1, 4], true],
    [[1, 5], false],
    [[3, 3], true],
    [[4, 3], false],
    [[2, 2, 2], true],
    [[0, 3, 0], true],
    [[0, 4, 0], false],
    [[0, 4, 0, 0], false],
    [[0, 3, 0, 0], true],
  ])('beyond it depends on how sure the majority is, and on the most ratings: %j', (counts, wants) => {
    expect(wantsAnotherRating(counts, 3, item)).toBe(wants);
  });

  it('stops at exactly the threshold', () => {
    expect(wantsAnotherRating([3, 0], 3, { most: 7, threshold: 15 / 16 })).toBe(false);
    expect(wantsAnotherRating([3, 0], 3, { most: 7, threshold: 0.938 })).toBe(true);
  });

  it('stops at the overlap where there is nothing to choose from', () => {
    expect(wantsAnotherRating([2], 3, item)).toBe(true);
    expect(wantsAnotherRating([3], 3, item)).toBe(false);
  });
});

describe('what the items say about a dataset', () => {
  // 1.2 to the power of 17 is above 20, 0.4 to the power of 4 below 1/20; of 16 and of 3 they are not.
  it.each([
    [17, 0, 'above'],
    [16, 0, undefined],
    [0, 4, 'below'],
    [0, 3, undefined],
    [0, 0, undefined],
  ])('is for %i agreeing and %i disagreeing: %s', (agreeing, disagreeing, decision) => {
    expect(decideDataset({ agreeing, disagreeing }, dataset)).toBe(decision);
  });

  it('must stand whatever the open items come to', () => {
    // In logarithms: a success 0.182, a failure -0.916, the bounds plus and minus 2.996.
    expect(decideDataset({ agreeing: 21, disagreeing: 0, open: 1 }, dataset)).toBeUndefined();
    expect(decideDataset({ agreeing: 22, disagreeing: 0, open: 1 }, dataset)).toBe('above');
    expect(decideDataset({ agreeing: 0, disagreeing: 4, open: 4 }, dataset)).toBeUndefined();
    expect(decideDataset({ agreeing: 0, disagreeing: 4, open: 3 }, dataset)).toBe('below');
  });
});

describe('rules that cannot work', () => {
  it('are told from rules that can', () => {
    expect(() => checkStoppingRules({}, 3)).not.toThrow();
    expect(() => checkStoppingRules({ item, dataset }, 3)).not.toThrow();
    expect(() => checkStoppingRules({ item: { most: 20, threshold: 0.51 } }, 19)).not.toThrow();
  });

  it.each<[Partial<ItemStopping>, string]>([
    [{ most: 3 }, 'above the overlap, 3, and at most 20'],
    [{ most: 21 }, 'above the overlap, 3, and at most 20'],
    [{ most: 5.5 }, 'a whole number'],
    [{ threshold: 0.5 }, 'How sure a majority must be must be more than 0.5 and less than 1.'],
    [{ threshold: 1 }, 'more than 0.5 and less than 1'],
    [{ threshold: Number.NaN }, 'more than 0.5 and less than 1'],
  ])('are refused with a sentence: %j', (change, sentence) => {
    const check = (): void => checkStoppingRules({ item: { ...item, ...change } }, 3);
    expect(check).toThrow(Invalid);
    expect(check).toThrow(sentence);
  });

  it.each<[Partial<DatasetStopping>, string]>([
    [{ above: 1 }, 'The share for "above" must be more than 0 and less than 1.'],
    [{ below: 0 }, 'The share for "below" must be more than 0 and less than 1.'],
    [{ below: 0.9 }, 'The share for "below" must be less than the one for "above".'],
    [{ alpha: 0 }, 'The chance to say "above" wrongly must be more than 0 and less than 0.5.'],
    [{ beta: 0.5 }, 'The chance to say "below" wrongly must be more than 0 and less than 0.5.'],
    [{ above: Number.NaN }, 'more than 0 and less than 1'],
  ])('are refused with a sentence: %j', (change, sentence) => {
    const check = (): void => checkStoppingRules({ dataset: { ...dataset, ...change } }, 3);
    expect(check).toThrow(Invalid);
    expect(check).toThrow(sentence);
  });
});

/**
 * The number of `n` trials with this chance that is exceeded once in 10,000 times. Seeds are fixed, so a test does not
 * fail by chance from run to run; the room is for seeds that happen to be unlucky.
 */
function rarelyExceeded(n: number, chance: number): number {
  let log = n * Math.log(1 - chance);
  let upTo = Math.exp(log);
  let count = 0;
  while (upTo < 0.9999) {
    log += Math.log(((n - count) / (count + 1)) * (chance / (1 - chance)));
    upTo += Math.exp(log);
    count++;
  }
  return count;
}

const studies = 200;

/** How many of the studies come to each decision. */
function decisionsOf(study: Omit<SimulatedStudy, 'raters'>): { above: number; below: number } {
  const random = seededRandom('stopping rules');
  const decisions = { above: 0, below: 0 };
  for (let number = 0; number < studies; number++) {
    const { decision } = simulateStudy({ ...study, raters: 10 }, random);
    if (decision) decisions[decision]++;
  }
  return decisions;
}

describe(`in ${studies} simulated studies of 100 items`, () => {
  it.each<[string, DatasetStopping]>([
    ['errors of 5% both', dataset],
    ['errors of 1% and 30%', { ...dataset, alpha: 0.01, beta: 0.3 }],
    ['errors of 30% and 1%', { ...dataset, alpha: 0.3, beta: 0.01 }],
  ])('the dataset rule is wrong no more often than stated and mostly decides: %s', (_what, rule) => {
    const study = { overlap: 3, rules: { dataset: rule }, order: 'by chance' as const };
    const low = decisionsOf({ ...study, chances: clearAndDoubtful(100, rule.below, undefined) });
    expect(low.above).toBeLessThanOrEqual(rarelyExceeded(studies, rule.alpha));
    const high = decisionsOf({ ...study, chances: clearAndDoubtful(100, rule.above, undefined) });
    expect(high.below).toBeLessThanOrEqual(rarelyExceeded(studies, rule.beta));
    expect(Math.min(low.below, high.above)).toBeGreaterThan(studies / 2);
  });

  it.each<SimulatedStudy['order']>(['as drawn', 'by chance'])(
    'both rules together are wrong no more often than stated, items given out %s',
    (order) => {
      const study = { overlap: 3, rules: { item, dataset }, order };
      const low = decisionsOf({ ...study, chances: clearAndDoubtful(100, dataset.below, item) });
      expect(low.above).toBeLessThanOrEqual(rarelyExceeded(studies, dataset.alpha));
      const high = decisionsOf({ ...study, chances: clearAndDoubtful(100, dataset.above, item) });
      expect(high.below).toBeLessThanOrEqual(rarelyExceeded(studies, dataset.beta));
      expect(Math.min(low.below, high.above)).toBeGreaterThan(studies / 2);
    },
  );

  it('the test of complete items alone would be wrong much more often where doubtful items take longer', () => {
    const chances = clearAndDoubtful(100, dataset.below, item);
    const study = { overlap: 3, rules: { item, dataset }, order: 'by chance' as const, countsOpen: false };
    expect(decisionsOf({ ...study, chances }).above).toBeGreaterThan(studies / 5);
  });
});

describe('in 5,000 simulated items', () => {
  const items = 5000;

  it.each([
    [0.8, 2],
    [0.9, 2],
    [0.95, 2],
    [0.8, 4],
    [0.9, 4],
  ])('a sure majority is wrong no more often than stated: %d, %d choices', (threshold, choices) => {
    const rule = { most: 15, threshold };
    const random = seededRandom('items');
    const ends = Array.from({ length: items }, () => {
      const shares = uniformShares(choices, random);
      const end = rateItem(() => chooseBy(shares, random), { choices, overlap: 3, rule });
      return { ...end, isRight: end.majority === shares.indexOf(Math.max(...shares)) };
    });
    const sure = ends.filter(({ isSure }) => isSure);
    expect(sure.length).toBeGreaterThan(items / 3);
    const wrong = sure.filter(({ isRight }) => !isRight).length;
    expect(wrong).toBeLessThanOrEqual(rarelyExceeded(sure.length, 1 - threshold));
    expect(wrong).toBeGreaterThan(0);
    expect(ends.every(({ ratings, isSure }) => isSure || ratings === rule.most)).toBe(true);
  });
});

it('is as sure at the end of an item as its posterior says', () => {
  const posterior = majorityPosterior([5, 1]);
  if (isUndefined(posterior)) throw new Error(posterior.undefinedBecause);
  const votes = [0, 1, 0, 0, 0, 0, 1];
  const end = rateItem(() => votes.shift()!, { choices: 2, overlap: 3, rule: item });
  expect(posterior.value).toBeGreaterThan(item.threshold);
  expect(end).toEqual({ ratings: 6, isSure: true, majority: 0, fullMajority: 0 });
});
