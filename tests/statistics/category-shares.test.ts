import { categoryShares } from '../../server/statistics/category-shares';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';
import { fleiss1971, krippendorff2011C } from './published-tables';
import { type Rows, tableOf } from './rows';

it.each(fixtureCases<{ name: string; rows: Rows; expected: readonly number[] }>('category-shares'))(
  'equals the independent program: $name',
  ({ rows, expected }) => {
    const shares = categoryShares(tableOf(rows));
    expect(shares).toHaveLength(expected.length);
    shares.forEach((share, category) => expectClose(share, expected[category]!));
  },
);

it('gives the p_j of Fleiss (1971), table 1', () => {
  const rounded = [...categoryShares(tableOf(fleiss1971))].map((share) => share.toFixed(3));
  expect(rounded).toEqual(['0.144', '0.144', '0.167', '0.306', '0.239']);
});

it('lets each rated item count once, however many ratings it has', () => {
  const shares = categoryShares(
    tableOf([
      [9, 0],
      [0, 1],
      [0, 0],
    ]),
  );
  expect([...shares]).toEqual([1 / 2, 1 / 2]);
});

it('adds up to 1 over the scale when any item is rated', () => {
  const sum = categoryShares(tableOf(krippendorff2011C)).reduce((total, share) => total + share, 0);
  expectClose(sum, 1);
});
