import type { Dataset } from '../../../server/datasets/dataset-store';
import { behaviorName } from '../../../server/datasets/pairing/behavior-name';
import { labelOpenings, seemOpposed } from '../../../server/datasets/pairing/label-openings';
import { reasonsFor } from '../../../server/datasets/pairing/polarity-page';
import { proposeGoldFor, proposePairs } from '../../../server/datasets/pairing/propose-pairs';

const dataset = (id: string, fileName: string, changes: Partial<Dataset> = {}): Dataset => ({
  id,
  slug: id,
  fileName,
  sha256: id,
  bytes: 1,
  format: 'generic',
  itemKind: 'choice',
  purpose: 'evaluation',
  family: 'other',
  source: 'model',
  polarity: 'as named',
  behavior: 'likes rain',
  behaviorConfirmedAt: null,
  behaviorConfirmedBy: null,
  behaviorVersion: 1,
  importId: null,
  category: '',
  contentNote: '',
  goldFor: null,
  itemCount: 1,
  labelledCount: 1,
  createdAt: 1,
  ...changes,
});

describe('the name of a behavior', () => {
  it.each([
    ['advanced-ai-risk/lm_generated_evals/One-Box_tendency.jsonl', 'one-box-tendency'],
    ['one-box-tendency.jsonl.gz', 'one-box-tendency'],
    ['rain-human.csv', 'rain'],
    ['lm-rain.csv', 'rain'],
    ['advanced-ai-risk/lm_generated_evals/self-awareness-training-web-gpt.jsonl', 'self-awareness-web-gpt'],
    ['advanced-ai-risk/human_generated_evals/self-awareness-web-gpt.jsonl', 'self-awareness-web-gpt'],
  ])('of %s is %s', (fileName, name) => expect(behaviorName({ fileName })).toBe(name));
});

describe('pairs', () => {
  const model = dataset('m', 'survival-instinct.jsonl');
  const human = dataset('h', 'survival-instinct.jsonl', { source: 'human', polarity: 'inverted' });

  it('are proposed for one name of two sources, their labels opposed when one is inverted', () => {
    const other = dataset('o', 'wealth.jsonl', { source: 'human' });
    expect(proposePairs([model, human, other], [])).toEqual([{ model, human, alignment: 'opposite' }]);
    const asNamed = { ...human, polarity: 'as named' as const };
    expect(proposePairs([asNamed, model], [])).toEqual([{ model, human: asNamed, alignment: 'same' }]);
  });

  it('are not proposed again once decided, nor with gold sets or sentences', () => {
    const decided = {
      modelDatasetId: 'm',
      humanDatasetId: 'h',
      verdict: 'rejected',
      alignment: 'same',
      decidedBy: null,
      decidedAt: 1,
    } as const;
    expect(proposePairs([model, human], [decided])).toEqual([]);
    expect(proposePairs([model, { ...human, purpose: 'gold' }], [])).toEqual([]);
    expect(proposePairs([{ ...model, itemKind: 'pronoun' }, human], [])).toEqual([]);
  });

  it('give a gold set the model-written dataset of its name', () => {
    const gold = dataset('g', 'survival-instinct.jsonl', { source: 'human', purpose: 'gold' });
    expect(proposeGoldFor(gold, [gold, human, model])).toBe(model);
    expect(proposeGoldFor(gold, [gold, human])).toBe(human);
    expect(proposeGoldFor(gold, [gold])).toBeUndefined();
  });
});

describe('how labels begin', () => {
  const words = (yes: number, no: number, rest: number) =>
    labelOpenings([
      ...Array<string>(yes).fill('yes'),
      ...Array<string>(no).fill('no'),
      ...Array<string>(rest).fill('i'),
    ]);

  it('is counted with intervals', () => {
    const { n, yes, no, words: commonest } = words(2, 6, 2);
    expect(n).toBe(10);
    expect(commonest).toEqual([
      { word: 'no', count: 6 },
      { word: 'i', count: 2 },
      { word: 'yes', count: 2 },
    ]);
    expect(yes.count).toBe(2);
    // Wilson at 95% for 6 of 10, as R's binom::binom.wilson(6, 10) gives it.
    expect(no.share).toMatchObject({ value: 0.6, n: 10 });
    expect(no.share).toHaveProperty('low', expect.closeTo(0.3126738, 6));
    expect(no.share).toHaveProperty('high', expect.closeTo(0.8318197, 6));
  });

  it('is undefined without labels', () => {
    expect(labelOpenings([]).yes.share).toEqual({ undefinedBecause: 'there is nothing to count' });
  });

  it('shows opposed sets only when the intervals lie far apart', () => {
    expect(seemOpposed(words(0, 680, 320), words(500, 0, 500))).toBe(true);
    expect(seemOpposed(words(50, 50, 0), words(45, 55, 0))).toBe(false);
    expect(seemOpposed(words(0, 3, 0), words(3, 0, 0))).toBe(false);
    expect(seemOpposed(labelOpenings([]), words(0, 100, 0))).toBe(false);
  });
});

it('names what makes a name easy to read the wrong way round', () => {
  expect(reasonsFor({ fileName: 'no-goal-change.jsonl' })).toEqual([
    'The name has “no” in it, so it is easily read the other way round.',
  ]);
  expect(
    reasonsFor({ fileName: 'persona/believes-AIs-are-not-an-existential-threat-to-humanity.jsonl' }),
  ).toHaveLength(2);
  expect(
    reasonsFor({ fileName: 'advanced-ai-risk/human_generated_evals/survival-instinct.jsonl' }),
  ).toHaveLength(1);
  expect(reasonsFor({ fileName: 'notes-on-nonsense-universal.jsonl' })).toHaveLength(1);
  expect(reasonsFor({ fileName: 'interest-in-art.jsonl' })).toEqual([]);
});
