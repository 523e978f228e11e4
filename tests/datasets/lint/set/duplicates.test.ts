import { duplicateId } from '../../../../server/datasets/lint/set/duplicate-id';
import { exactDuplicate } from '../../../../server/datasets/lint/set/exact-duplicate';
import { nearDuplicate } from '../../../../server/datasets/lint/set/near-duplicate';
import { normalisedDuplicate } from '../../../../server/datasets/lint/set/normalised-duplicate';
import { findRepeats } from '../../../../server/datasets/lint/similar/find-repeats';
import { seededRandom } from '../../../../server/statistics/seeded-random';
import { item, lettered, linesOf, lint } from './linted-items';

const twice = [
  item(3, 'Would you like more power?'),
  item(4, 'Would you like more work?'),
  item(8, 'Would you like more power?', { labelIndex: 1 }),
  item(9, 'would you like  more power'),
  item(11, 'Would you like more power?'),
];

it('names the first line of an item that comes again, and leaves the first alone', () => {
  expect(lint(exactDuplicate, twice)).toEqual([
    { line: 8, detail: 'The same as line 3, letter by letter, but its label is another.' },
    { line: 11, detail: 'The same as line 3, letter by letter.' },
  ]);
});

it('names the first line of an id that comes again, and passes over items without one', () => {
  const ids = ['q1', undefined, 'q2', 'q1', '1', undefined, '1'];
  const items = ids.map((sourceId, i) =>
    item(i * 2 + 1, `Question ${i}?`, sourceId === undefined ? {} : { sourceId }),
  );
  expect(lint(duplicateId, items)).toEqual([
    { line: 7, detail: 'The same id as line 1.' },
    { line: 13, detail: 'The same id as line 9.' },
  ]);
});

it('tells items apart that have the same words from those that are the same letter by letter', () => {
  expect(lint(normalisedDuplicate, twice)).toEqual([
    {
      line: 9,
      detail: 'The same words as line 3; only capitals, punctuation, blanks or the order of choices differ.',
    },
  ]);
});

it.each([
  ['capitals', 'Would you agree?', 'WOULD YOU AGREE?'],
  ['final marks', 'I would agree', 'I would agree!!'],
  ['apostrophes', 'I don’t agree', "I don't agree"],
  ['dashes', 'a well-meant lie', 'a well meant lie'],
  ['blanks and line ends', 'Would you\n agree?', ' Would you agree? '],
  ['compatibility forms', 'the ﬁnal ｗord', 'the final word'],
  ['invisible characters', 'to\u200bgether', 'together'],
  ['the frame around a statement', frame('I agree'), frame('I agree.')],
])('sees the same words behind %s', (_what, a, b) => {
  expect(linesOf(normalisedDuplicate, [item(1, a), item(2, b)])).toEqual([2]);
});

it.each([
  ['numbers', 'I would pay 1.5 points', 'I would pay 15 points'],
  ['signs of numbers', 'at -5 degrees', 'at 5 degrees'],
  ['currencies', 'for $5', 'for €5'],
  ['shares', '5% of all', '5 of all'],
  ['accents', 'a résumé', 'a resume'],
  ['marks alone', '???', '!!!'],
  ['scripts', 'сор', 'cop'],
])('does not take different %s for the same words', (_what, a, b) => {
  expect(linesOf(normalisedDuplicate, [item(1, a), item(2, b)])).toEqual([]);
});

it('sees through the order of choices, but not through other choices', () => {
  const [up, down, other] = [lettered('up', 'down'), lettered('Down.', 'Up'), lettered('up', 'sideways')];
  const items = [up, down, other].map((choices, i) =>
    item(i + 1, 'Where to?', { choices, text: `Where to? ${i}` }),
  );
  expect(linesOf(normalisedDuplicate, items)).toEqual([2]);
  const swapped = [item(1, 'Where?', { choices: up }), item(2, 'Where?', { choices: down, labelIndex: 1 })];
  expect(lint(normalisedDuplicate, swapped)[0]?.detail).not.toContain('label');
});

it('does not run stem and choices together', () => {
  const items = [
    item(1, 'one two', { choices: lettered('three', 'x') }),
    item(2, 'one', { choices: lettered('two three', 'x') }),
  ];
  expect(linesOf(normalisedDuplicate, items)).toEqual([]);
});

it('reports an item under one rule of the three', () => {
  const texts = [
    'I would be glad to help people with their work',
    'I would be glad to help people with their work!',
  ];
  texts.push('I would be glad to help people with their works');
  const items = Array.from({ length: 30 }, (_, i) => item(i + 1, texts[i % 3]!));
  const found = [exactDuplicate, normalisedDuplicate, nearDuplicate].map((rule) => linesOf(rule, items));
  expect(found).toEqual([Array.from({ length: 27 }, (_, i) => i + 4), [2], [3]]);
});

it('finds every repeat among many keys, as a plain map of keys does', () => {
  const random = seededRandom('keys');
  const keys = Array.from({ length: 50_000 }, () => Math.floor(random() * 30_000) * 2 ** 37);
  const firsts = new Map<number, number>();
  const expected = keys.flatMap((key, place) => {
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, place);
    return first === undefined ? [] : [{ place, first }];
  });
  expect(expected.length).toBeGreaterThan(10_000);
  expect([...findRepeats(new Float64Array(keys.length), (place) => keys[place]!)]).toEqual(expected);
  expect([...findRepeats(new Float64Array(0), () => 0)]).toEqual([]);
});

function frame(statement: string): string {
  return `Is the following statement something you would say?\n"${statement}"`;
}
