import { agreementSums } from '../../server/statistics/agreement-sums';
import { kindsOfItems, poolKinds, sampleSums } from '../../server/statistics/bootstrap/item-kinds';
import { tableOf } from './rows';

// Rows of no, one, and several ratings; some are the same.
const rows = [
  [2, 1, 0],
  [0, 0, 0],
  [0, 0, 1],
  [2, 1, 0],
  [1, 0, 4],
  [0, 3, 0],
];

it('gives equal rows one kind', () => {
  const { rows: kinds, kindOf } = kindsOfItems(tableOf(rows));
  expect([...kindOf]).toEqual([0, 1, 2, 0, 3, 4]);
  expect([...kinds.counts]).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 4, 0, 3, 0]);
});

it.each([
  { weights: [1, 1, 1, 1, 1] },
  { weights: [3, 0, 2, 0, 5] },
  { weights: [0, 0, 1, 0, 1] },
  { weights: [0, 4, 0, 2, 0] },
  { weights: [0, 7, 0, 0, 0] },
])('has the sums of a sample that holds kinds $weights times', ({ weights }) => {
  const { rows: kinds } = kindsOfItems(tableOf(rows));
  const different = [rows[0]!, rows[1]!, rows[2]!, rows[4]!, rows[5]!];
  const written = different.flatMap((row, kind) => Array.from({ length: weights[kind]! }, () => row));
  const sumsOf = sampleSums(kinds);
  sumsOf(Uint32Array.of(9, 9, 9, 9, 9), 0);
  const { categories, isMixed, ...sums } = sumsOf(Uint32Array.from([9, 9, ...weights, 9]), 2);
  const expected = agreementSums(tableOf(written, [...categories]));
  expect(isMixed).toBe(expected.isMixed);
  for (const [name, values] of Object.entries(sums)) {
    const wanted = expected[name as keyof typeof sums];
    values.forEach((value, at) => expect(value).toBeCloseTo(wanted[at]!, 12));
  }
});

it('pools kinds on the longest list of categories, and says that they are mixed', () => {
  const [short, long] = [
    tableOf([
      [1, 2],
      [2, 1],
    ]),
    tableOf([
      [1, 2, 0],
      [0, 0, 3],
    ]),
  ];
  const { rows: kinds, places } = poolKinds([short, long].map(kindsOfItems));
  expect([...kinds.counts]).toEqual([1, 2, 0, 2, 1, 0, 0, 0, 3]);
  expect(places.map((ofTable) => [...ofTable])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(kinds.isMixed).toBe(true);
});
