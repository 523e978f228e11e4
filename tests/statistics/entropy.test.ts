import { entropy } from '../../server/statistics/entropy';
import { expectOutcome } from './expect-close';
import { fixtureCases } from './fixture';

interface Case {
  readonly counts: readonly number[];
  readonly bits: number | null;
  readonly normalised: number | null;
}

it.each(fixtureCases<Case>('entropy'))('equals scipy’s: $counts', ({ counts, bits, normalised }) => {
  expectOutcome(entropy(counts), bits);
  expectOutcome(entropy(Uint32Array.from(counts), 'normalised'), normalised);
});

it('is 0 bits of one category, and says why it is undefined', () => {
  expect(entropy([4])).toEqual({ value: 0, n: 4 });
  expect(entropy([4], 'normalised')).toEqual({ undefinedBecause: 'there are fewer than two categories' });
  expect(entropy([0, 0])).toEqual({ undefinedBecause: 'there are no ratings' });
});
