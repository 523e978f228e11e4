import fc from 'fast-check';
import { majorityPosterior } from '../../server/statistics/majority-posterior';
import { expectClose, expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';

function posteriorOf(counts: readonly number[]): number {
  return valueOf(majorityPosterior(counts));
}

it.each(fixtureCases<{ counts: readonly number[]; expected: number | null }>('majority-posterior'))(
  'equals the independent program: $counts',
  ({ counts, expected }) => {
    expectOutcome(majorityPosterior(counts), expected);
  },
);

// By hand: 1 - P(at most n2 heads in n1 + n2 + 1 tosses). Equal votes for everybody: each is the largest as often.
it.each([
  [[1, 0], 3 / 4],
  [[2, 0], 7 / 8],
  [[3, 0], 15 / 16],
  [[2, 1], 11 / 16],
  [[3, 1], 13 / 16],
  [[5, 0], 63 / 64],
  [[1, 1], 1 / 2],
  [[20, 20], 1 / 2],
  [[3, 3, 3, 3], 1 / 4],
])('is exactly what it is by hand: %j', (counts, expected) => {
  expect(posteriorOf(counts)).toBe(expected);
});

it('says how many votes it rests on', () => {
  expect(majorityPosterior([4, 1, 2])).toMatchObject({ n: 7 });
});

const votes = fc.array(fc.nat(6), { minLength: 2, maxLength: 5 }).filter((counts) => Math.max(...counts) > 0);

it('does not care which choice is which, and is less with one choice more', () => {
  fc.assert(
    fc.property(votes, fc.nat(), (counts, start) => {
      const at = start % counts.length;
      const turned = [...counts.slice(at), ...counts.slice(0, at)];
      expect(posteriorOf(turned)).toBe(posteriorOf(counts));
      expect(posteriorOf([...counts, 0])).toBeLessThan(posteriorOf(counts));
    }),
  );
});

it('rises with every vote for the leading choice and falls with every vote for the runner-up, from 1/2 to 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (more, less) => {
      const [first, second] = [less + more, less];
      const before = posteriorOf([first, second]);
      expect(before).toBeGreaterThan(1 / 2);
      expect(before).toBeLessThanOrEqual(1);
      // Close to 1 the next value may be the same in double precision.
      const rises = posteriorOf([first + 1, second]) - before;
      const falls = before - posteriorOf([first, second + 1]);
      expect(before > 1 - 1e-12 ? rises >= 0 : rises > 0).toBe(true);
      expect(before > 1 - 1e-12 ? falls >= -1e-15 : falls > 0).toBe(true);
    }),
  );
});

// The next vote is for a choice with probability (1 + n_j) / (k + n). After it another choice leads at most as a tie,
// in which both are as sure.
it('is on average what it was before the next vote', () => {
  const clear = votes.filter((counts) => {
    const [first = 0, second = 0] = counts.toSorted((a, b) => b - a);
    return first > second;
  });
  fc.assert(
    fc.property(clear, (counts) => {
      const n = counts.reduce((sum, count) => sum + count, 0);
      const mean = counts.reduce((sum, count, index) => {
        const after = counts.with(index, count + 1);
        return sum + ((1 + count) / (counts.length + n)) * posteriorOf(after);
      }, 0);
      expectClose(mean, posteriorOf(counts));
    }),
  );
});

it.each([
  ['votes', [0, 0, 0], 'there are no votes'],
  ['a second choice', [3], 'there are fewer than two choices'],
])('says why it is undefined without %s', (_what, counts, reason) => {
  expect(majorityPosterior(counts)).toEqual({ undefinedBecause: reason });
});

it.each([[[-1, 2]], [[1.5, 2]], [[Number.NaN, 2]]])('refuses %j votes', (counts) => {
  expect(() => majorityPosterior(counts)).toThrow(RangeError);
});
