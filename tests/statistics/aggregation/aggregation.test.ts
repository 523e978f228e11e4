import fc from 'fast-check';
import {
  LogSum,
  normaliseLogs,
  ratedItems,
  voteShares,
  type Aggregation,
} from '../../../server/statistics/aggregation/aggregation';
import {
  agreementWithMajority,
  creditOf,
} from '../../../server/statistics/aggregation/agreement-with-majority';
import { dawidSkene } from '../../../server/statistics/aggregation/dawid-skene';
import { glad } from '../../../server/statistics/aggregation/glad';
import { mace } from '../../../server/statistics/aggregation/mace';
import { oneCoin } from '../../../server/statistics/aggregation/one-coin';
import { wawa } from '../../../server/statistics/aggregation/wawa';
import { digamma } from '../../../server/statistics/digamma';
import { codedOf, type Sizes, type Triples } from '../coded';
import { expectClose } from '../expect-close';
import { fixtureCases } from '../fixture';

interface Told {
  readonly posteriors: readonly (readonly number[])[];
  readonly logLikelihood: number;
  readonly skills: readonly number[];
}

interface Case extends Sizes {
  readonly ratings: Triples;
  readonly dawidSkene: Told;
  readonly oneCoin: Told;
  readonly mace: Told;
}

const cases = fixtureCases<Case>('aggregation');
const untilNothingMoves = { maxIterations: 20_000, tolerance: 0 };

describe.each(cases)('of $items items and $raters raters with $categories categories', (found) => {
  const ratings = codedOf(found.ratings, found);

  it.each([
    ['dawidSkene', () => dawidSkene(ratings, untilNothingMoves), 1e-6],
    ['oneCoin', () => oneCoin(ratings, untilNothingMoves), 1e-6],
    ['mace', () => mace(ratings, { maxIterations: 30, tolerance: -1 }), 1e-10],
  ] as const)('%s comes to what the independent program comes to', (which, aggregate, tolerance) => {
    const { posteriors, skills, search } = aggregate();
    const expected = found[which];
    expectClose(search!.logLikelihood, expected.logLikelihood, 1e-9);
    expectAll(posteriors, expected.posteriors.flat(), tolerance);
    expectAll(skills, expected.skills, tolerance);
  });

  it('the likelihood grows from one iteration to the next', () => {
    for (const search of [dawidSkene, oneCoin, glad]) {
      const values = Array.from({ length: 12 }, (_, index) => {
        return search(ratings, { maxIterations: index + 1, tolerance: -1 }).search!.logLikelihood;
      });
      values.slice(1).forEach((value, index) => expect(value - values[index]!).toBeGreaterThan(-1e-9));
    }
  });

  it('says whether it has converged, and stops when it has', () => {
    for (const search of [dawidSkene, oneCoin, glad]) {
      expect(search(ratings, { maxIterations: 3, tolerance: 1e-12 }).search).toMatchObject({
        iterations: 3,
        converged: false,
      });
      const { iterations, converged, logLikelihood } = search(ratings).search!;
      expect(converged).toBe(true);
      const longer = search(ratings, { maxIterations: iterations * 3, tolerance: -1 }).search!;
      expectClose(logLikelihood, longer.logLikelihood, 1e-6);
    }
  });
});

it.each(fixtureCases<{ x: number; expected: number }>('digamma'))(
  'digamma is what scipy has: $x',
  ({ x, expected }) => {
    expectClose(digamma(x), expected);
  },
);

it('starts from the shares of votes, and knows which items have any', () => {
  const ratings = codedOf(
    [
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 0],
      [2, 0, 0],
    ],
    { items: 3, raters: 3, categories: 2 },
  );
  expectAll(voteShares(ratings), [1 / 3, 2 / 3, 0, 0, 1, 0]);
  expect(ratedItems(ratings)).toBe(2);
});

it('makes probabilities of logarithms that no exponential could hold', () => {
  const values = Float64Array.of(9, -5000, -5000 + Math.log(3), 9);
  const total = new LogSum();
  normaliseLogs(values, 1, 2, total);
  expectClose(total.value(), -5000 + Math.log(4));
  expectAll(values, [9, 1 / 4, 3 / 4, 9]);
});

it('adds up logarithms and more factors than a number could hold the product of', () => {
  const total = new LogSum();
  for (let factor = 1; factor <= 3000; factor++) total.times(factor);
  total.add(1);
  const logarithms = Array.from({ length: 3000 }, (_, index) => Math.log(index + 1));
  expectClose(total.value(), 1 + logarithms.reduce((sum, logarithm) => sum + logarithm, 0));
});

// By hand: item 0 says a a b, item 1 a b, item 2 b. Without their own vote: item 0 leaves a b, a b and a a.
it('compares ratings with the majority, by equal parts on ties, and without the rater’s own if asked', () => {
  const rows: Triples = [
    [0, 0, 0],
    [0, 1, 0],
    [0, 2, 1],
    [1, 0, 0],
    [1, 1, 1],
    [2, 2, 1],
  ];
  const ratings = codedOf(rows, { items: 3, raters: 4, categories: 2 });
  const all = agreementWithMajority(ratings);
  expectAll(all.skills.subarray(0, 3), [(1 + 1 / 2) / 2, (1 + 1 / 2) / 2, (0 + 1) / 2]);
  expect([...all.compared]).toEqual([2, 2, 2, 0]);
  expect(all.skills[3]).toBeNaN();
  const others = agreementWithMajority(ratings, 'own');
  expectAll(others.skills.subarray(0, 3), [(1 / 2 + 0) / 2, (1 / 2 + 0) / 2, 0]);
  expect([...others.compared]).toEqual([2, 2, 1, 0]);
  expect(creditOf(Uint32Array.of(2, 2, 1), 0)).toBe(1 / 2);
});

// By hand: of what rater 0 said three times nobody else says anything; item 1 leaves b alone for each of rater 0's.
it('leaves out all that the rater said of the item, however often', () => {
  const rows: Triples = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [1, 0, 0],
    [1, 0, 1],
    [1, 1, 1],
  ];
  const { skills, compared } = agreementWithMajority(
    codedOf(rows, { items: 2, raters: 2, categories: 2 }),
    'own',
  );
  expect([...compared]).toEqual([2, 1]);
  expectAll(skills, [(0 + 1) / 2, 1 / 2]);
});

// By hand: item 1 has one rating of each of two raters who are known for nothing else there: a half each.
it('dawid-skene keeps an exact tie', () => {
  const rows: Triples = [
    [0, 0, 0],
    [0, 1, 0],
    [1, 0, 1],
    [1, 1, 0],
    [2, 0, 2],
    [2, 1, 2],
  ];
  const { posteriors } = dawidSkene(codedOf(rows, { items: 3, raters: 2, categories: 3 }));
  expect(Math.abs(posteriors[3]! - posteriors[4]!)).toBeLessThan(1e-6);
});

// By hand: raters 0 and 1 always agree; rater 2 agrees with them on one item of three.
it('wawa weighs votes by agreement with the majority', () => {
  const rows: Triples = [0, 1, 2].flatMap((item) => [
    [item, 0, 0] as const,
    [item, 1, 0] as const,
    [item, 2, item === 0 ? 0 : 1] as const,
  ]);
  const { posteriors, skills } = wawa(codedOf(rows, { items: 3, raters: 3, categories: 2 }));
  expectAll(skills, [1, 1, 1 / 3]);
  expectAll(posteriors, [1, 0, 6 / 7, 1 / 7, 6 / 7, 1 / 7]);
});

// By hand: of three raters of whom one always answers 1, the two who agree are believed; on a tie of two nobody is.
it('glad believes who agrees with others, and items on which all agree are easy', () => {
  const rows: Triples = Array.from({ length: 20 }, (_, item) => [
    [item, 0, item % 2] as const,
    [item, 1, item % 2] as const,
    [item, 2, 1] as const,
  ]).flat();
  const { posteriors, skills, ease } = glad(codedOf(rows, { items: 20, raters: 3, categories: 2 }));
  expect(posteriors[0]).toBeGreaterThan(0.9);
  expect(skills[0]).toBeCloseTo(skills[1]!, 9);
  expect(skills[0]).toBeGreaterThan(skills[2]! + 0.5);
  expect(ease[1]).toBeGreaterThan(ease[0]!);
});

const every: readonly [string, (ratings: ReturnType<typeof codedOf>) => Aggregation][] = [
  ['dawidSkene', (ratings) => dawidSkene(ratings)],
  ['oneCoin', (ratings) => oneCoin(ratings)],
  ['mace', (ratings) => mace(ratings)],
  ['glad', (ratings) => glad(ratings)],
  ['wawa', wawa],
];

describe.each(every)('%s of anything', (_name, aggregate) => {
  it('gives each rated item probabilities that sum to 1, and unrated ones none', () => {
    const triples = fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(triples, fc.integer({ min: 3, max: 4 }), (rows, categories) => {
        const ratings = codedOf(rows, { items: 6, raters: 4, categories });
        const { posteriors, search } = aggregate(ratings);
        for (let item = 0; item < 6; item++) {
          const row = posteriors.subarray(item * categories, (item + 1) * categories);
          const sum = row.reduce((total, value) => total + value, 0);
          expectClose(sum, rows.some(([one]) => one === item) ? 1 : 0, 1e-9);
          expect(row.every((value) => value >= 0 && value <= 1)).toBe(true);
        }
        if (search) expect(Number.isFinite(search.logLikelihood)).toBe(true);
      }),
    );
  });

  it('has an answer where there is one category alone', () => {
    const ratings = codedOf([[0, 0, 0]], { items: 1, raters: 1, categories: 1 });
    expect([...aggregate(ratings).posteriors]).toEqual([1]);
  });
});

function expectAll(actual: Float64Array, expected: readonly number[], tolerance?: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    if (!(Math.abs(value - expected[index]!) <= (tolerance ?? 1e-12)))
      expectClose(value, expected[index]!, tolerance);
  });
}
