import { labelsAlternate } from '../../../../server/datasets/lint/set/labels-alternate';
import { labelsInBlocks } from '../../../../server/datasets/lint/set/labels-in-blocks';
import { seededRandom } from '../../../../server/statistics/seeded-random';
import { labelled, lettered, lint } from './linted-items';

// Twelve labels, six of each: 7 runs expected, variance 2.727 (Wald and Wolfowitz 1940), so 12 runs are z = 3.03.
it('finds labels that alternate from the first to the last', () => {
  expect(lint(labelsAlternate, labelled('ABABABABABAB'))).toEqual([
    {
      line: 0,
      detail:
        'Every label differs from the one before it, over all 12 labels; a random order changes about 6 times (z 3.0).',
    },
  ]);
  expect(lint(labelsInBlocks, labelled('ABABABABABAB'))).toEqual([]);
});

it('finds labels that alternate nearly always, and leaves items without a label out', () => {
  const [finding, ...more] = lint(labelsAlternate, labelled('ABABAB-ABABABABAABABABAB'));
  expect(more).toEqual([]);
  // 23 labels, 12 of the one and 11 of the other, in 22 runs: expected 12.48 with variance 5.47, z 4.07.
  expect(finding?.detail).toBe(
    'The 23 labels change 21 times; a random order changes about 11 times (z 4.1).',
  );
});

// Ten of the one, seven of the other: 9.24 runs expected, variance 140 (140 - 17) / (17 squared 16) = 3.72, z -3.23.
it('finds labels that are sorted, and names the longest block', () => {
  expect(lint(labelsInBlocks, labelled('AAAAABBBBBBBAAAA---A', lettered('up', 'down')))).toEqual([
    {
      line: 0,
      detail:
        'The 17 labels make 3 blocks of equal ones; a random order makes about 9 (z -3.2). The longest: 7 times “B” from line 6.',
    },
  ]);
});

it('judges more than two labels by the same test', () => {
  const three = lettered('a', 'b', 'c');
  expect(lint(labelsAlternate, labelled('ABC'.repeat(20), three))).toHaveLength(1);
  const blocks = lint(labelsInBlocks, labelled('A'.repeat(20) + 'B'.repeat(20) + 'C'.repeat(20), three));
  expect(blocks[0]?.detail).toMatch(/make 3 blocks .* makes about 41 .* 20 times “A” from line 1\.$/);
});

it('has nothing to say of a random order, of a single label, of a handful of labels, or of none', () => {
  const random = seededRandom('labels');
  const shuffled = Array.from({ length: 1000 }, () => (random() < 0.5 ? 'A' : 'B')).join('');
  for (const labels of [shuffled, 'A'.repeat(50), 'ABABAB', '-----', '']) {
    expect(lint(labelsAlternate, labelled(labels))).toEqual([]);
    expect(lint(labelsInBlocks, labelled(labels))).toEqual([]);
  }
});
