import fc from 'fast-check';
import { fleissKappa } from '../../server/statistics/fleiss-kappa';
import { gwetAc1 } from '../../server/statistics/gwet-ac1';
import { krippendorffAlpha } from '../../server/statistics/krippendorff-alpha';
import { isUndefined, type Outcome } from '../../server/statistics/outcome';
import { percentAgreement } from '../../server/statistics/percent-agreement';
import { expectClose } from './expect-close';
import { type Rows, sumsOf } from './rows';

const nominal: readonly [string, (rows: Rows) => Outcome][] = [
  ['percent agreement', (rows) => percentAgreement(sumsOf(rows))],
  ['Fleiss’ kappa', (rows) => fleissKappa(sumsOf(rows))],
  ['Krippendorff’s alpha', (rows) => krippendorffAlpha(sumsOf(rows), 'nominal')],
  ['Gwet’s AC1', (rows) => gwetAc1(sumsOf(rows))],
];
const ordinalAlpha = (rows: Rows): Outcome => krippendorffAlpha(sumsOf(rows), 'ordinal');
const all = [...nominal, ['Krippendorff’s alpha, ordinal', ordinalAlpha] as const];

const rowsOf = (categories: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.nat(4), { minLength: categories, maxLength: categories }), {
    minLength: 1,
    maxLength: 12,
  });
const anyRows = fc.integer({ min: 2, max: 5 }).chain(rowsOf);

/** The rows and an order of `length(rows)` places. */
function withOrder(length: (rows: Rows) => number): fc.Arbitrary<[number[][], number[]]> {
  return anyRows.chain((rows) => {
    const places = Array.from({ length: length(rows) }, (_, place) => place);
    return fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(places, { minLength: places.length, maxLength: places.length }),
    );
  });
}

function expectSame(actual: Outcome, expected: Outcome): void {
  if (isUndefined(actual) || isUndefined(expected)) expect(actual).toEqual(expected);
  else {
    expect(actual.n).toBe(expected.n);
    expectClose(actual.value, expected.value);
  }
}

describe.each(nominal)('%s', (_name, compute) => {
  it('does not depend on what the categories are called', () => {
    fc.assert(
      fc.property(
        withOrder((rows) => rows[0]!.length),
        ([rows, order]) => {
          const relabelled = rows.map((row) => order.map((category) => row[category]!));
          expectSame(compute(relabelled), compute(rows));
        },
      ),
    );
  });
});

describe.each(all)('%s', (_name, compute) => {
  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(
        withOrder((rows) => rows.length),
        ([rows, order]) => {
          expectSame(compute(order.map((item) => rows[item]!)), compute(rows));
        },
      ),
    );
  });

  it('is not changed by items without ratings', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(12), (rows, place) => {
        const unrated = rows[0]!.map(() => 0);
        expect(compute(rows.toSpliced(place, 0, unrated, unrated))).toEqual(compute(rows));
      }),
    );
  });

  it('is exactly 1 on full agreement in two categories', () => {
    const item = fc.tuple(fc.nat(2), fc.integer({ min: 2, max: 9 }));
    const unanimous = ([category, ratings]: [number, number]): number[] =>
      [0, 1, 2].map((column) => (column === category ? ratings : 0));
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const rows = [[0, 2, 0], [0, 0, 3], ...items.map(unanimous)];
        expect(compute(rows)).toMatchObject({ value: 1 });
      }),
    );
  });

  it('is a number no larger than 1, or says why it is undefined', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const outcome = compute(rows);
        if (isUndefined(outcome)) expect(outcome.undefinedBecause).toMatch(/\w+/);
        else expect(outcome.value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Krippendorff’s alpha', () => {
  it('is the same, ordinal, when the scale is read backwards', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        expectSame(ordinalAlpha(rows.map((row) => row.toReversed())), ordinalAlpha(rows));
      }),
    );
  });

  it('is the same, ordinal and nominal, on a scale of two', () => {
    fc.assert(
      fc.property(rowsOf(2), (rows) => {
        expectSame(ordinalAlpha(rows), krippendorffAlpha(sumsOf(rows), 'nominal'));
      }),
    );
  });

  it.each(['nominal', 'ordinal'] as const)('is not changed by items with one rating, %s', (scale) => {
    fc.assert(
      fc.property(anyRows, fc.nat(4), (rows, category) => {
        const single = rows[0]!.map((_, column) => Number(column === category));
        expect(krippendorffAlpha(sumsOf([...rows, single]), scale)).toEqual(
          krippendorffAlpha(sumsOf(rows), scale),
        );
      }),
    );
  });
});

it.each(all.filter(([name]) => name !== 'Gwet’s AC1'))(
  '%s ignores a category nobody chose',
  (_name, compute) => {
    fc.assert(
      fc.property(anyRows, fc.nat(5), (rows, place) => {
        expectSame(compute(rows.map((row) => row.toSpliced(place, 0, 0))), compute(rows));
      }),
    );
  },
);
