import type { AgreementSums } from '../../server/statistics/agreement-sums';
import { categoryShare } from '../../server/statistics/category-shares';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';
import { fleiss1971, krippendorff2011C } from './published-tables';
import { type Rows, sumsOf } from './rows';

function sharesOf(sums: AgreementSums): number[] {
  return sums.categories.map((_, category) => categoryShare(sums, category));
}

const cases = fixtureCases<{ name: string; rows: Rows; expected: readonly number[] }>('category-shares');

it.each(cases)('equals the independent program: $name', ({ rows, expected }) => {
  const shares = sharesOf(sumsOf(rows));
  expect(shares).toHaveLength(expected.length);
  shares.forEach((share, category) => expectClose(share, expected[category]!));
});

it('gives the p_j of Fleiss (1971), table 1', () => {
  const rounded = sharesOf(sumsOf(fleiss1971)).map((share) => share.toFixed(3));
  expect(rounded).toEqual(['0.144', '0.144', '0.167', '0.306', '0.239']);
});

it('lets each rated item count once, however many ratings it has', () => {
  const rows = [
    [9, 0],
    [0, 1],
    [0, 0],
  ];
  expect(sharesOf(sumsOf(rows))).toEqual([1 / 2, 1 / 2]);
});

it('adds up to 1 over the scale when any item is rated', () => {
  const sum = sharesOf(sumsOf(krippendorff2011C)).reduce((total, share) => total + share, 0);
  expectClose(sum, 1);
});
