import fc from 'fast-check';
import {
  sequentialTest,
  type SequentialTest,
  type SharesToTell,
} from '../../server/statistics/sequential-test';
import { expectClose } from './expect-close';
import { fixtureCases } from './fixture';

interface Case {
  readonly successes: number;
  readonly failures: number;
  readonly rule: SharesToTell;
  readonly expected: Omit<SequentialTest, 'decision'> & { readonly decision: string | null };
}

it.each(fixtureCases<Case>('sequential-test'))(
  'equals the independent program: $successes successes, $failures failures, $rule.above against $rule.below',
  ({ successes, failures, rule, expected }) => {
    const test = sequentialTest({ successes, failures }, rule);
    expect(test.decision).toBe(expected.decision ?? undefined);
    expectClose(test.logLikelihoodRatio, expected.logLikelihoodRatio);
    expectClose(test.upper, expected.upper);
    expectClose(test.lower, expected.lower);
  },
);

const usual = { above: 0.9, below: 0.75, alpha: 0.05, beta: 0.05 };

it('gives the example of its description', () => {
  // 0.9 / 0.75 is 1.2; 1.2 to the power of 16 is 18.5, to the power of 17 it is 22.2; the bound is 1 / 0.05 = 20.
  expect(sequentialTest({ successes: 16, failures: 0 }, usual).decision).toBeUndefined();
  const decided = sequentialTest({ successes: 17, failures: 0 }, usual);
  expect(decided.decision).toBe('above');
  expect([decided.logLikelihoodRatio, decided.upper, decided.lower].map((value) => value.toFixed(2))).toEqual(
    ['3.10', '3.00', '-3.00'],
  );
});

/** How a test ends when every trial is a success with this chance: each decision's chance, and the trials used. */
interface Course {
  readonly above: number;
  readonly below: number;
  readonly items: number;
}

/** Exact: every number of successes that leaves the test undecided, with its chance, trial after trial. */
function courseOf(
  rule: SharesToTell,
  items: number,
  chanceOfSuccess: (successes: number, drawn: number) => number,
): Course {
  const chances = { above: 0, below: 0 };
  let used = 0;
  let undecided = new Map([[0, 1]]);
  for (let drawn = 0; drawn < items; drawn++) {
    const following = new Map<number, number>();
    for (const [before, chance] of undecided) {
      used += chance;
      const success = chanceOfSuccess(before, drawn);
      for (const [successes, next] of [
        [before + 1, success],
        [before, 1 - success],
      ] as const) {
        const { decision } = sequentialTest({ successes, failures: drawn + 1 - successes }, rule);
        if (decision) chances[decision] += chance * next;
        else following.set(successes, (following.get(successes) ?? 0) + chance * next);
      }
    }
    undecided = following;
  }
  return { ...chances, items: used };
}

/** Without replacement from a dataset of which so many are successes. */
function fromDataset(size: number, right: number): (successes: number, drawn: number) => number {
  return (successes, drawn) => Math.max(0, right - successes) / (size - drawn);
}

interface CourseCase {
  readonly rule: SharesToTell;
  readonly share: number;
  readonly items: number;
  readonly dataset: number | null;
  readonly expected: Course;
}

it.each(fixtureCases<CourseCase>('sequential-test-courses'))(
  'ends as the independent program says: $rule.above against $rule.below, true share $share, dataset of $dataset',
  ({ rule, share, items, dataset, expected }) => {
    const chance = dataset === null ? () => share : fromDataset(dataset, Math.round(share * dataset));
    const course = courseOf(rule, items, chance);
    expectClose(course.above, expected.above, 1e-9);
    expectClose(course.below, expected.below, 1e-9);
    expectClose(course.items, expected.items, 1e-9);
  },
);

const pairs = [
  [0.5, 0.3],
  [0.75, 0.5],
  [0.9, 0.75],
  [0.9, 0.8],
  [0.95, 0.9],
  [0.98, 0.5],
] as const;
const rules = pairs.flatMap(([above, below]) =>
  [0.01, 0.05, 0.2, 0.45].map((error): SharesToTell => ({ above, below, alpha: error, beta: error })),
);

it.each(rules)(
  'is wrong no more often than stated, however long it runs: $above against $below, errors of $alpha',
  (rule) => {
    expect(courseOf(rule, 400, () => rule.below).above).toBeLessThanOrEqual(rule.alpha);
    expect(courseOf(rule, 400, () => rule.above).below).toBeLessThanOrEqual(rule.beta);
    expect(courseOf(rule, 400, () => rule.below - 0.1).above).toBeLessThanOrEqual(rule.alpha);
    expect(courseOf(rule, 400, () => (1 + rule.above) / 2).below).toBeLessThanOrEqual(rule.beta);
  },
);

it.each(rules)(
  'is wrong no more often than stated when all of a small dataset is drawn: $above against $below, errors of $alpha',
  (rule) => {
    for (const size of [10, 50, 200]) {
      const low = fromDataset(size, Math.floor(rule.below * size));
      const high = fromDataset(size, Math.ceil(rule.above * size));
      expect(courseOf(rule, size, low).above).toBeLessThanOrEqual(rule.alpha);
      expect(courseOf(rule, size, high).below).toBeLessThanOrEqual(rule.beta);
    }
  },
);

it('decides nearly always where the share is not between the two', () => {
  expect(courseOf(usual, 400, () => 0.9).above).toBeGreaterThan(0.95);
  expect(courseOf(usual, 400, () => 0.75).below).toBeGreaterThan(0.95);
});

const shares = fc
  .tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ above: Math.max(a, b) / 100, below: Math.min(a, b) / 100 }));
const error = fc.integer({ min: 1, max: 49 }).map((percent) => percent / 100);
const anyRule = fc.tuple(shares, error, error).map(([pair, alpha, beta]) => ({ ...pair, alpha, beta }));

it('mirrors when successes and failures change places, and with them the shares and the errors', () => {
  fc.assert(
    fc.property(anyRule, fc.nat(300), fc.nat(300), (rule, successes, failures) => {
      const test = sequentialTest({ successes, failures }, rule);
      const mirrored = sequentialTest(
        { successes: failures, failures: successes },
        { above: 1 - rule.below, below: 1 - rule.above, alpha: rule.beta, beta: rule.alpha },
      );
      expectClose(mirrored.logLikelihoodRatio, -test.logLikelihoodRatio, 1e-9);
      expectClose(mirrored.upper, -test.lower);
      expectClose(mirrored.lower, -test.upper);
    }),
  );
});

it('moves towards above with every success and towards below with every failure', () => {
  fc.assert(
    fc.property(anyRule, fc.nat(300), fc.nat(300), (rule, successes, failures) => {
      const ratio = (more: number, fewer: number): number =>
        sequentialTest({ successes: successes + more, failures: failures + fewer }, rule).logLikelihoodRatio;
      expect(ratio(1, 0)).toBeGreaterThan(ratio(0, 0));
      expect(ratio(0, 1)).toBeLessThan(ratio(0, 0));
    }),
  );
});

it('says nothing before the first trial', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(sequentialTest({ successes: 0, failures: 0 }, rule)).toMatchObject({ logLikelihoodRatio: 0 });
      expect(sequentialTest({ successes: 0, failures: 0 }, rule).decision).toBeUndefined();
    }),
  );
});

it.each([
  [-1, 2],
  [2, -1],
  [Number.NaN, 1],
])('refuses %p successes and %p failures', (successes, failures) => {
  expect(() => sequentialTest({ successes, failures }, usual)).toThrow(RangeError);
});

it.each([
  [0.7, 0.9],
  [0.9, 0.9],
  [1, 0.9],
  [0.9, 0],
  [Number.NaN, 0.5],
])('refuses to tell %p from %p', (above, below) => {
  expect(() => sequentialTest({ successes: 1, failures: 1 }, { ...usual, above, below })).toThrow(RangeError);
});
