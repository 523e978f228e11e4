import fc from 'fast-check';
import { clopperPearsonInterval } from '../../server/statistics/clopper-pearson-interval';
import {
  betaQuantile,
  incompleteBeta,
  logGamma,
  studentReach,
} from '../../server/statistics/incomplete-beta';
import { isUndefined } from '../../server/statistics/outcome';
import { wilsonInterval } from '../../server/statistics/wilson-interval';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';

const functions = { logGamma, incompleteBeta, studentReach } as Record<
  string,
  (...values: number[]) => number
>;

it.each(fixtureCases<{ function: string; arguments: number[]; expected: number }>('incomplete-beta'))(
  '$function is what scipy has: $arguments',
  ({ function: name, arguments: values, expected }) => {
    expectClose(functions[name]!(...values), expected, 1e-11);
  },
);

it('a quantile is where the chance is reached', () => {
  const shape = fc.double({ min: 0.5, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (chance, a, b) => {
      const point = betaQuantile(chance, a, b);
      // Near 1 the next point of double precision may have another chance.
      if (point > 1 - 1e-9) return;
      expectClose(incompleteBeta(point, a, b), chance, 1e-9);
    }),
  );
});

it.each([
  [-0.1, 1, 1],
  [0.5, 0, 1],
  [0.5, 1, Number.NaN],
])('refuses what is no argument: %d, %d, %d', (x, a, b) => {
  expect(() => incompleteBeta(x, a, b)).toThrow(RangeError);
});

interface Case {
  readonly successes: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

it.each(fixtureCases<Case>('clopper-pearson-interval'))(
  'the exact interval equals scipy’s: $successes of $n',
  ({ successes, n, low, high }) => {
    const interval = clopperPearsonInterval(successes, n);
    if (isUndefined(interval)) throw new Error(interval.undefinedBecause);
    expectClose(interval.low, low);
    expectClose(interval.high, high);
  },
);

it('the exact interval is wider than Wilson’s, and undefined of nothing', () => {
  const exact = clopperPearsonInterval(7, 9);
  const wilson = wilsonInterval(7, 9);
  if (isUndefined(exact) || isUndefined(wilson)) throw new Error('undefined');
  expect(exact.high - exact.low).toBeGreaterThan(wilson.high - wilson.low);
  expect(clopperPearsonInterval(0, 0)).toEqual({ undefinedBecause: 'there is nothing to count' });
  expect(() => clopperPearsonInterval(2, 1)).toThrow(RangeError);
  expect(() => clopperPearsonInterval(0.5, 1)).toThrow(RangeError);
});
