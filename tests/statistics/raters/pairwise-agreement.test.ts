import { pairwiseAgreement, type RaterPair } from '../../../server/statistics/raters/pairwise-agreement';
import { isUndefined } from '../../../server/statistics/outcome';
import { codedOf, type Sizes, type Triples } from '../coded';
import { expectClose } from '../expect-close';
import { fixtureCases } from '../fixture';

type Alone = Readonly<Record<'value' | 'low' | 'high' | 'n' | 'items', number>>;

interface Case extends Sizes {
  readonly ratings: Triples;
  readonly pairs: readonly RaterPair[];
  readonly alone: readonly (Alone | null)[];
}

it.each(fixtureCases<Case>('pairwise-agreement'))(
  'agreement of raters equals the independent program: $name',
  ({ ratings, pairs, alone, ...sizes }) => {
    const found = pairwiseAgreement(codedOf(ratings, sizes));
    expect(found.pairs).toEqual(
      pairs.map((pair) => ({ ...pair, share: expect.closeTo(pair.share, 12) as number })),
    );
    expect(found.raters).toHaveLength(alone.length);
    found.raters.forEach((rater, index) => {
      const expected = alone[index]!;
      if (isUndefined(rater) || expected === null) {
        expect([rater, expected]).toEqual([
          { undefinedBecause: 'nobody else rated any of the same items' },
          null,
        ]);
        return;
      }
      for (const key of ['value', 'low', 'high', 'n', 'items'] as const)
        expectClose(rater[key], expected[key], 1e-10);
    });
  },
);
