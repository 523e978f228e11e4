import { fitBetaBinomial, type Group } from '../../../server/statistics/comparing/fit-beta-binomial';
import { shrinkShares } from '../../../server/statistics/comparing/shrink-shares';
import { isUndefined } from '../../../server/statistics/outcome';
import { seededRandom } from '../../../server/statistics/seeded-random';
import { expectClose } from '../expect-close';
import { fixtureCases } from '../fixture';

type Pair = readonly [successes: number, n: number];

interface Case {
  readonly groups: readonly Pair[];
  readonly prior: readonly [number, number] | null;
  readonly estimates: readonly (readonly [number, number, number] | null)[];
}

const groupsOf = (pairs: readonly Pair[]): Group[] => pairs.map(([successes, n]) => ({ successes, n }));

it.each(fixtureCases<Case>('shrink-shares'))(
  'the shrunken shares equal the independent program: $name',
  ({ groups, prior, estimates }) => {
    const found = shrinkShares(groupsOf(groups));
    if (prior === null || isUndefined(found.prior)) {
      expect([prior, found.prior]).toEqual([
        null,
        { undefinedBecause: 'the groups differ no more than by chance' },
      ]);
    } else {
      expectClose(found.prior.alpha, prior[0], 1e-6);
      expectClose(found.prior.beta, prior[1], 1e-6);
    }
    estimates.forEach((expected, index) => {
      const estimate = found.estimates[index]!;
      if (expected === null || isUndefined(estimate)) {
        expect([expected, estimate]).toEqual([null, { undefinedBecause: 'there is nothing to count' }]);
        return;
      }
      const { value, low, high, n } = estimate;
      expect(n).toBe(groups[index]![1]);
      [value, low, high].forEach((number, place) => expectClose(number, expected[place]!, 1e-7));
    });
  },
);

it('says why there is nothing to draw shares towards', () => {
  const few = { undefinedBecause: 'there are fewer than two groups with trials' };
  expect(
    shrinkShares(
      groupsOf([
        [1, 2],
        [0, 0],
      ]),
    ),
  ).toEqual({ prior: few, estimates: [few, few] });
  expect(shrinkShares([])).toEqual({ prior: few, estimates: [] });
  const extreme = { undefinedBecause: 'no group has both successes and failures' };
  expect(
    shrinkShares(
      groupsOf([
        [1, 1],
        [0, 1],
        [1, 1],
      ]),
    ).prior,
  ).toEqual(extreme);
  expect(
    fitBetaBinomial(
      groupsOf([
        [9, 9],
        [0, 5],
      ]),
    ),
  ).toEqual(extreme);
});

it.each<Pair>([
  [2, 1],
  [-1, 1],
  [0.5, 1],
  [Number.NaN, 1],
])('refuses %p of %p', (successes, n) => {
  expect(() => fitBetaBinomial([{ successes, n }])).toThrow(RangeError);
});

/** Groups of 50 trials whose shares are the mean of `of` uniform numbers from 0.5 to 1: the true shares are known. */
function drawn(random: () => number, groups: number, of: number): { truth: number; group: Group }[] {
  return Array.from({ length: groups }, () => {
    const parts = Array.from({ length: of }, () => 0.5 + random() / 2);
    const truth = parts.reduce((sum, part) => sum + part, 0) / of;
    const successes = Array.from({ length: 50 }, () => random() < truth).filter(Boolean).length;
    return { truth, group: { successes, n: 50 } };
  });
}

it('come nearer to the true shares than the groups’ own, and hold them in nearly 95% of many groups', () => {
  const random = seededRandom('shrink');
  const [own, shrunken] = [{ squares: 0 }, { squares: 0 }];
  let held = 0;
  for (let study = 0; study < 10; study++) {
    const groups = drawn(random, 60, 2);
    const { estimates } = shrinkShares(groups.map(({ group }) => group));
    groups.forEach(({ truth, group }, index) => {
      const estimate = estimates[index]!;
      if (isUndefined(estimate)) throw new Error(estimate.undefinedBecause);
      own.squares += (group.successes / group.n - truth) ** 2;
      shrunken.squares += (estimate.value - truth) ** 2;
      if (estimate.low <= truth && truth <= estimate.high) held++;
    });
  }
  expect(shrunken.squares).toBeLessThan(0.9 * own.squares);
  expect(held / 600).toBeGreaterThan(0.92);
});
