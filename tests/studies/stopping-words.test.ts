import { decisionWords, stoppingWords } from '../../server/studies/stopping-words';

const dataset = { above: 0.9, below: 0.725, alpha: 0.05, beta: 0.001 };

describe('the stopping rules in words', () => {
  it('are nothing where there are none', () => {
    expect(stoppingWords({}, 3)).toEqual([]);
  });

  it('say when an item stops and when a dataset does, with as many digits as were entered', () => {
    expect(stoppingWords({ item: { most: 5, threshold: 0.95 }, dataset }, 3)).toEqual([
      {
        name: 'Doubtful items',
        value: 'after 3 ratings one more at a time, until the majority is 95% sure or there are 5',
      },
      {
        name: 'Clear datasets',
        value:
          'stop once label agreement is found good enough (from 90%) or too low (up to 72.5%), wrongly in at most 5% and 0.1% of cases',
      },
    ]);
  });

  it('claim of a decision only the share that is ruled out', () => {
    expect(decisionWords(dataset, null)).toBe('not decided yet');
    expect(decisionWords(dataset, 'above')).toBe('good enough: above 72.5%');
    expect(decisionWords(dataset, 'below')).toBe('too low: below 90%');
  });
});
