import { krippendorffAlpha } from '../../server/statistics/krippendorff-alpha';
import { expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import {
  krippendorff2011A,
  krippendorff2011B,
  krippendorff2011C,
  krippendorffOnWikipedia,
  pregnancies,
} from './published-tables';
import { type Rows, sumsOf } from './rows';

type Case = { name: string; rows: Rows; nominal: number | null; ordinal: number | null };

it.each(fixtureCases<Case>('krippendorff-alpha'))(
  'equals the independent program: $name',
  ({ rows, nominal, ordinal }) => {
    expectOutcome(krippendorffAlpha(sumsOf(rows), 'nominal'), nominal);
    expectOutcome(krippendorffAlpha(sumsOf(rows), 'ordinal'), ordinal);
  },
);

it.each([
  ['Krippendorff (2011), section A', 'nominal', krippendorff2011A, '0.095'],
  ['Krippendorff (2011), section B', 'nominal', krippendorff2011B, '0.692'],
  ['Krippendorff (2011), section C', 'nominal', krippendorff2011C, '0.743'],
  ['Krippendorff (2011), section D', 'ordinal', krippendorff2011C, '0.815'],
  ['Wikipedia, Krippendorff’s alpha', 'nominal', krippendorffOnWikipedia, '0.691'],
  ['irrCAC, krippen2.table(cont3x3abstractors)', 'nominal', pregnancies, '0.7972585'],
] as const)('reproduces %s, %s', (_source, scale, rows, published) => {
  const digits = published.length - '0.'.length;
  expect(valueOf(krippendorffAlpha(sumsOf(rows), scale)).toFixed(digits)).toBe(published);
});

// As printed there: section E of Krippendorff (2011), and Wikipedia. Categories are the numbers from 1.
it.each([
  ['Krippendorff (2011), section E', krippendorff2011C, '0.849'],
  ['Wikipedia, Krippendorff’s alpha', krippendorffOnWikipedia, '0.811'],
] as const)('reproduces %s, interval', (_source, rows, published) => {
  const numbers = rows[0]!.map((_, index) => String(index + 1));
  expect(valueOf(krippendorffAlpha(sumsOf(rows, numbers), 'interval')).toFixed(3)).toBe(published);
});

it('has distances between numbers only, and none between the same written twice', () => {
  const rows = [
    [1, 1],
    [2, 0],
  ];
  expect(krippendorffAlpha(sumsOf(rows, ['1', 'two']), 'interval')).toEqual({
    undefinedBecause: 'the categories are not all numbers',
  });
  expect(krippendorffAlpha(sumsOf(rows, ['1', '1.0']), 'interval')).toEqual({
    undefinedBecause: 'every rating that can be compared is the same',
  });
});

it('holds a far miss for worse than a near one on an ordinal scale only', () => {
  const near = [
    [1, 1, 0],
    [0, 0, 2],
    [2, 0, 0],
  ];
  const far = [
    [1, 0, 1],
    [0, 2, 0],
    [2, 0, 0],
  ];
  const alphas = (scale: 'nominal' | 'ordinal'): number[] =>
    [near, far].map((rows) => valueOf(krippendorffAlpha(sumsOf(rows), scale)));
  const [nearNominal, farNominal] = alphas('nominal');
  expect(nearNominal).toBe(farNominal);
  const [nearOrdinal, farOrdinal] = alphas('ordinal');
  expect(nearOrdinal).toBeGreaterThan(farOrdinal!);
});

it('is 0 for one item rated 1, 1, 2, where some programs say −0.25', () => {
  expect(krippendorffAlpha(sumsOf([[2, 1]]), 'nominal')).toEqual({ value: 0, n: 1 });
});

it('is not held above 0', () => {
  const rows = [
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 1],
  ];
  expectOutcome(krippendorffAlpha(sumsOf(rows), 'nominal'), -0.75);
});

it.each(['nominal', 'ordinal'] as const)('says why it is undefined, %s', (scale) => {
  expect(krippendorffAlpha(sumsOf([[1, 0]]), scale)).toEqual({
    undefinedBecause: 'no item has two ratings',
  });
  const rows = [
    [3, 0],
    [2, 0],
    [0, 1],
  ];
  expect(krippendorffAlpha(sumsOf(rows), scale)).toEqual({
    undefinedBecause: 'every rating that can be compared is the same',
  });
});
