import { fleissKappa } from '../../server/statistics/fleiss-kappa';
import { expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import {
  dominated,
  evenMarginals,
  fleiss1971,
  fleissOnWikipedia,
  krippendorff2011C,
  pregnancies,
} from './published-tables';
import { type Rows, sumsOf } from './rows';

it.each(fixtureCases<{ name: string; rows: Rows; expected: number | null }>('fleiss-kappa'))(
  'equals the independent program: $name',
  ({ rows, expected }) => expectOutcome(fleissKappa(sumsOf(rows)), expected),
);

it.each([
  ['Fleiss (1971), table 1', fleiss1971, '0.430'],
  ['Wikipedia, Fleiss’ kappa', fleissOnWikipedia, '0.210'],
  ['irrCAC, cac.raw4raters, with ratings missing', krippendorff2011C, '0.76117'],
  ['irrCAC, scott2.table(cont3x3abstractors): with two raters it is Scott’s pi', pregnancies, '0.7962397'],
])('reproduces %s', (_source, rows, published) => {
  const digits = published.length - '0.'.length;
  expect(valueOf(fleissKappa(sumsOf(rows))).toFixed(digits)).toBe(published);
});

it('takes its shares over all rated items, also those with one rating', () => {
  // Shares: (1 + 1/2 + 1 + 0 + 0) / 5 = 1/2, so chance agreement is 1/2 and kappa is (2/3 - 1/2) / (1/2).
  const rows = [
    [2, 0],
    [1, 1],
    [1, 0],
    [0, 2],
    [0, 1],
  ];
  expectOutcome(fleissKappa(sumsOf(rows)), 1 / 3);
});

it('is low where one category dominates, by hand: 0.944 observed, 0.945568 by chance', () => {
  expectOutcome(fleissKappa(sumsOf(dominated)), -7 / 243);
});

it('gives Scott’s pi by hand for even marginals: shares 0.475 and 0.525', () => {
  expectOutcome(fleissKappa(sumsOf(evenMarginals)), (0.85 - 0.50125) / (1 - 0.50125));
});

it('is not held above 0', () => {
  const rows = [
    [1, 1],
    [1, 1],
  ];
  expect(fleissKappa(sumsOf(rows))).toEqual({ value: -1, n: 2 });
});

it('says why it is undefined', () => {
  expect(fleissKappa(sumsOf([[1, 0]]))).toEqual({ undefinedBecause: 'no item has two ratings' });
  const rows = [
    [3, 0],
    [2, 0],
  ];
  expect(fleissKappa(sumsOf(rows))).toEqual({ undefinedBecause: 'every rating is the same' });
});
