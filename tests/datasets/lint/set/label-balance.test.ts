import { labelImbalance } from '../../../../server/datasets/lint/set/label-imbalance';
import { labelPosition } from '../../../../server/datasets/lint/set/label-position';
import { item, labelled, lettered, lint, yesNo } from './linted-items';

const two = lettered('up', 'down');

// Ten labels of two choices each: 5 expected, variance 2.5, so 10 are z = 3.16.
it('finds a letter that is the label too often, and the one that is it too rarely', () => {
  expect(lint(labelPosition, labelled('AAAAAAAAAA', two))).toEqual([
    {
      line: 0,
      detail:
        'Of the items that offer the letter, the label is (A) in 10 of 10, where chance gives 5 (z 3.2); (B) in 0 of 10, where chance gives 5 (z -3.2).',
    },
  ]);
});

it('takes into account how many choices each item offers', () => {
  // C is the label of 12 of the 20 items that offer it: 20 / 3 = 6.7 expected, variance 4.44, z 2.5. Not enough.
  const three = lettered('a', 'b', 'c');
  expect(lint(labelPosition, labelled('AAAABBBBCCCCCCCCCCCC', three))).toEqual([]);
  // 18 of 30 are: 10 expected, variance 6.67, z 3.1. The 30 with two choices do not offer C and do not count.
  const items = labelled('A'.repeat(6) + 'B'.repeat(6) + 'C'.repeat(18), three);
  const [finding] = lint(labelPosition, [...items, ...labelled('AB'.repeat(15), two)]);
  expect(finding?.detail).toContain('(C) in 18 of 30, where chance gives 10 (z 3.1)');
});

it('knows positions only of lettered choices, and answers only of labelled items', () => {
  expect(lint(labelPosition, labelled('A'.repeat(50), yesNo))).toEqual([]);
  expect(lint(labelPosition, labelled('-'.repeat(50), two))).toEqual([]);
  expect(lint(labelImbalance, labelled('-'.repeat(50)))).toEqual([]);
});

it('leaves a difference alone that is certain but too small to matter', () => {
  // 5,240 of 10,000 are z = 4.8, but 2.4 points.
  expect(lint(labelPosition, labelled('A'.repeat(5240) + 'B'.repeat(4760), two))).toEqual([]);
});

it('finds an answer that is the label too often, whatever letter it has', () => {
  const items = Array.from({ length: 40 }, (_, i) => {
    const choices = i % 2 === 0 ? lettered('Yes.', 'No') : lettered('no', 'yes');
    return item(i + 1, `question ${i}`, { choices, labelIndex: i % 2 === 0 ? 1 : 0 });
  });
  expect(lint(labelPosition, items)).toEqual([]);
  expect(lint(labelImbalance, items)).toEqual([
    {
      line: 0,
      detail:
        'Of the items that offer the answer, the label is “no” in 40 of 40, where chance gives 20 (z 6.3); “yes” in 0 of 40, where chance gives 20 (z -6.3).',
    },
  ]);
});

it('has nothing to say of balanced answers, nor of those that few items offer', () => {
  expect(lint(labelImbalance, labelled('AB'.repeat(50)))).toEqual([]);
  const rare = Array.from({ length: 9 }, (_, i) =>
    item(200 + i, `rare ${i}`, { choices: lettered('one', 'two') }),
  );
  expect(lint(labelImbalance, [...labelled('AB'.repeat(50)), ...rare])).toEqual([]);
});
