import { percentAgreement } from '../../server/statistics/percent-agreement';
import { expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import {
  evenMarginals,
  fleiss1971,
  fleissOnWikipedia,
  krippendorff2011C,
  pregnancies,
  unevenMarginals,
} from './published-tables';
import { type Rows, sumsOf } from './rows';

it.each(fixtureCases<{ name: string; rows: Rows; expected: number | null }>('percent-agreement'))(
  'equals the independent program: $name',
  ({ rows, expected }) => expectOutcome(percentAgreement(sumsOf(rows)), expected),
);

it.each([
  ['Fleiss (1971), the mean of P_i', fleiss1971, '0.5556'],
  ['Wikipedia, Fleiss’ kappa', fleissOnWikipedia, '0.378'],
  ['irrCAC, cac.raw4raters, with ratings missing', krippendorff2011C, '0.8181818'],
  ['irrCAC, pa2.table(cont3x3abstractors)', pregnancies, '0.89'],
  ['Feinstein and Cicchetti (1990), even marginals', evenMarginals, '0.85'],
  ['Feinstein and Cicchetti (1990), uneven marginals', unevenMarginals, '0.85'],
])('reproduces %s', (_source, rows, published) => {
  const digits = published.length - '0.'.length;
  expect(valueOf(percentAgreement(sumsOf(rows))).toFixed(digits)).toBe(published);
});

it('gives the example of its description: AA, AB and AAB agree in 1, 0 and 1/3 of their pairs', () => {
  const table = sumsOf([
    [2, 0],
    [1, 1],
    [2, 1],
  ]);
  expectOutcome(percentAgreement(table), 4 / 9);
});

it('counts as n the items that have two ratings', () => {
  const table = sumsOf([
    [2, 0],
    [1, 0],
    [0, 0],
    [1, 4],
  ]);
  expect(percentAgreement(table)).toMatchObject({ n: 2 });
});

it('is 1 when every rating is the same', () => {
  expect(percentAgreement(sumsOf([[3], [2]]))).toEqual({ value: 1, n: 2 });
});

it('says why it is undefined when no item has two ratings', () => {
  expect(percentAgreement(sumsOf([[1, 0]]))).toEqual({ undefinedBecause: 'no item has two ratings' });
  expect(percentAgreement(sumsOf([]))).toEqual({ undefinedBecause: 'no item has two ratings' });
});
