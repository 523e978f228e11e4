import { agreementSums } from '../../server/statistics/agreement-sums';
import { gwetAc1 } from '../../server/statistics/gwet-ac1';
import { expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import { dominated, krippendorff2011C, pregnancies, unevenMarginals } from './published-tables';
import { type Rows, sumsOf, tableOf } from './rows';

it.each(fixtureCases<{ name: string; rows: Rows; expected: number | null }>('gwet-ac1'))(
  'equals the independent program: $name',
  ({ rows, expected }) => expectOutcome(gwetAc1(sumsOf(rows)), expected),
);

it.each([
  ['irrCAC, gwet.ac1.table(cont3x3abstractors)', pregnancies, '0.8493305'],
  ['irrCAC, gwet.ac1.raw(cac.raw4raters), with ratings missing', krippendorff2011C, '0.77544'],
  ['Gwet (2008), where one category dominates', dominated, '0.9408'],
])('reproduces %s', (_source, rows, published) => {
  const digits = published.length - '0.'.length;
  expect(valueOf(gwetAc1(sumsOf(rows))).toFixed(digits)).toBe(published);
});

it('gives 0.808 by hand for uneven marginals: shares 0.875 and 0.125, chance 2 × 0.875 × 0.125', () => {
  expectOutcome(gwetAc1(sumsOf(unevenMarginals)), (0.85 - 0.21875) / (1 - 0.21875));
});

it('depends on the size of the scale, also on what nobody chose', () => {
  // Chance is 4/9 on a scale of two, half of that on a scale of three.
  expectOutcome(gwetAc1(sumsOf([[2, 1]])), (1 / 3 - 4 / 9) / (1 - 4 / 9));
  expectOutcome(gwetAc1(sumsOf([[2, 1, 0]])), (1 / 3 - 2 / 9) / (1 - 2 / 9));
});

it('is 1 when every rating is the same on a scale of two', () => {
  expect(gwetAc1(sumsOf([[3, 0]]))).toEqual({ value: 1, n: 1 });
});

it('says why it is undefined', () => {
  expect(gwetAc1(sumsOf([[1, 0]]))).toEqual({ undefinedBecause: 'no item has two ratings' });
  expect(gwetAc1(sumsOf([[3]]))).toEqual({ undefinedBecause: 'the scale has fewer than two categories' });
  expect(gwetAc1(agreementSums({ ...tableOf([[2, 1]]), isMixed: true }))).toEqual({
    undefinedBecause: 'the items offer different numbers of choices',
  });
});
