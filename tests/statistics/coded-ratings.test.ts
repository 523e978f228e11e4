import fc from 'fast-check';
import { countsOfRatings } from '../../server/statistics/coded-ratings';
import { codedOf, triplesOf, type Triples } from './coded';

const sizes = { items: 5, raters: 4, categories: 3 };
const triples = fc.array(fc.tuple(fc.nat(4), fc.nat(3), fc.nat(2)), { maxLength: 60 });

it('sorts ratings by item and rater, those of one rater about one item as they came', () => {
  const rows: Triples = [
    [1, 2, 0],
    [0, 3, 1],
    [1, 0, 2],
    [1, 2, 1],
    [4, 1, 1],
  ];
  expect(triplesOf(codedOf(rows, sizes))).toEqual([
    [0, 3, 1],
    [1, 0, 2],
    [1, 2, 0],
    [1, 2, 1],
    [4, 1, 1],
  ]);
  expect(triplesOf(codedOf(rows, sizes, 'last'))).toEqual([
    [0, 3, 1],
    [1, 0, 2],
    [1, 2, 1],
    [4, 1, 1],
  ]);
});

it('keeps the last of what a rater said of an item, whatever stands between', () => {
  fc.assert(
    fc.property(triples, (rows) => {
      const last = new Map(rows.map(([item, rater, category]) => [item * 10 + rater, category]));
      const expected = [...last].sort(([a], [b]) => a - b);
      const kept = triplesOf(codedOf(rows, sizes, 'last'));
      expect(kept.map(([item, rater, category]) => [item * 10 + rater, category])).toEqual(expected);
    }),
  );
});

it('counts each category of each item', () => {
  fc.assert(
    fc.property(triples, (rows) => {
      const { counts } = countsOfRatings(codedOf(rows, sizes), ['a', 'b', 'c']);
      for (let cell = 0; cell < 15; cell++) {
        const times = rows.filter(([item, , category]) => item * 3 + category === cell).length;
        expect(counts[cell]).toBe(times);
      }
    }),
  );
});
