import { hitsAgainstChance, type Chances } from '../../server/statistics/hits-against-chance';
import { expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';

/** `1/3` as a number, added up as a caller does. */
function chancesOf(fractions: readonly string[]): Chances {
  const chances = fractions.map((fraction) => {
    const [above, below = '1'] = fraction.split('/');
    return Number(above) / Number(below);
  });
  const sum = (term: (p: number) => number): number => chances.reduce((total, p) => total + term(p), 0);
  return { tries: chances.length, expected: sum((p) => p), variance: sum((p) => p * (1 - p)) };
}

it.each(
  fixtureCases<{ hits: number; chances: string[]; expected: number | null }>('hits-against-chance').map(
    ({ hits, chances, expected }) => ({ hits, tries: chances.length, chances, expected }),
  ),
)('equals the independent program: $hits hits in $tries tries', ({ hits, chances, expected }) => {
  // Sums of several hundred chances lose a few more digits than the formula.
  expectOutcome(hitsAgainstChance(hits, chancesOf(chances)), expected, 1e-11);
});

it('gives the example of its description', () => {
  const z = hitsAgainstChance(590, { tries: 953, expected: 476.5, variance: 238.25 });
  expect(valueOf(z).toFixed(2)).toBe('7.35');
});

it('mirrors when hits and misses change places', () => {
  const z = (hits: number, p: number): number =>
    valueOf(hitsAgainstChance(hits, { tries: 8, expected: 8 * p, variance: 8 * p * (1 - p) }));
  expect(z(7, 0.25)).toBeCloseTo(-z(1, 0.75), 12);
});

it('says why it is undefined when nothing was left to chance', () => {
  const certain = { tries: 3, expected: 3, variance: 0 };
  expect(hitsAgainstChance(3, certain)).toEqual({ undefinedBecause: 'nothing was left to chance' });
});

it.each([-1, 9, Number.NaN])('refuses %p hits in 8 tries', (hits) => {
  expect(() => hitsAgainstChance(hits, { tries: 8, expected: 4, variance: 2 })).toThrow(RangeError);
});
