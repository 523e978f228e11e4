import { agreementSums } from '../../server/statistics/agreement-sums';
import { agreementWeights, type WeightKind } from '../../server/statistics/agreement-weights';
import { brennanPrediger } from '../../server/statistics/brennan-prediger';
import { cohenKappa, scottPi } from '../../server/statistics/cohen-kappa';
import { gwetAc1 } from '../../server/statistics/gwet-ac1';
import { gwetAc2 } from '../../server/statistics/gwet-ac2';
import { percentAgreement } from '../../server/statistics/percent-agreement';
import { pooledAgreement } from '../../server/statistics/pooled-agreement';
import { weightedAgreement } from '../../server/statistics/weighted-agreement';
import { expectClose, expectOutcome, valueOf } from './expect-close';
import { fixtureCases } from './fixture';
import { type Rows, sumsOf, tableOf } from './rows';

interface Case {
  readonly kind: WeightKind;
  readonly rows: Rows;
  readonly agreement: number;
  readonly gwetAc2: number;
  readonly brennanPrediger: number;
}

it.each(fixtureCases<Case>('weighted-agreement'))(
  'the coefficients with weights equal the independent program: $kind, $rows.0.length categories',
  ({ kind, rows, agreement, ...expected }) => {
    const table = sumsOf(rows);
    expectOutcome(weightedAgreement(table, agreementWeights(rows[0]!.length, kind)), agreement);
    expectOutcome(gwetAc2(table, kind), expected.gwetAc2);
    expectOutcome(brennanPrediger(table, kind), expected.brennanPrediger);
  },
);

it('identity weights give percent agreement and AC1', () => {
  const table = sumsOf([
    [2, 1, 0],
    [0, 1, 1],
    [3, 0, 0],
    [0, 0, 1],
  ]);
  expect(weightedAgreement(table, agreementWeights(3, 'identity'))).toEqual(percentAgreement(table));
  expect(gwetAc2(table, 'identity')).toEqual(gwetAc1(table));
});

interface PairCase {
  readonly table: Rows;
  readonly kind: WeightKind;
  readonly cohen: number;
  readonly scott: number;
}

it.each(fixtureCases<PairCase>('two-raters'))(
  'Cohen’s kappa and Scott’s pi equal the independent program: $table, $kind',
  ({ table, kind, cohen, scott }) => {
    const pairs = { categories: table.length, counts: Float64Array.from(table.flat()) };
    expectOutcome(cohenKappa(pairs, kind), cohen);
    expectOutcome(scottPi(pairs, kind), scott);
  },
);

// As printed: Wikipedia, "Cohen's kappa"; Feinstein and Cicchetti (1990), Journal of Clinical Epidemiology 43(6).
it.each([
  [[20, 5, 10, 15], 0.4, 0.005],
  [[45, 15, 25, 15], 0.1304, 0.0001],
  [[25, 35, 5, 35], 0.2593, 0.0001],
  [[40, 9, 6, 45], 0.7, 0.005],
  [[80, 10, 5, 5], 0.32, 0.005],
])('Cohen’s kappa is what was published: %j', (counts, expected, tolerance) => {
  const kappa = valueOf(cohenKappa({ categories: 2, counts: Float64Array.from(counts) }));
  expect(Math.abs(kappa - expected)).toBeLessThanOrEqual(tolerance);
});

// By hand: AA, AB, AAB agree in 1, 0 and 1 of 1, 1 and 3 pairs.
it('pooled agreement counts pairs, whatever items they are of', () => {
  const rows = [
    [2, 0],
    [1, 1],
    [2, 1],
  ];
  expectClose(valueOf(pooledAgreement(sumsOf(rows))), 2 / 5);
  expect(pooledAgreement(sumsOf(rows))).toMatchObject({ n: 5 });
});

it('says why there is no value', () => {
  const lonely = sumsOf([
    [1, 0],
    [0, 1],
  ]);
  const none = { undefinedBecause: 'no item has two ratings' };
  expect(pooledAgreement(lonely)).toEqual(none);
  expect(weightedAgreement(lonely, agreementWeights(2, 'linear'))).toEqual(none);
  expect(gwetAc2(lonely, 'linear')).toEqual(none);
  expect(brennanPrediger(lonely)).toEqual(none);
  const one = sumsOf([[2]]);
  expect(brennanPrediger(one)).toEqual({ undefinedBecause: 'the scale has fewer than two categories' });
  expect(brennanPrediger(agreementSums({ ...tableOf([[2, 0]]), isMixed: true }))).toEqual({
    undefinedBecause: 'the items offer different numbers of choices',
  });
  const counts = (...values: number[]) => ({ categories: 2, counts: Float64Array.from(values) });
  expect(cohenKappa(counts(0, 0, 0, 0))).toEqual({ undefinedBecause: 'no item was rated by both' });
  expect(cohenKappa(counts(5, 0, 0, 0))).toEqual({ undefinedBecause: 'every rating is the same' });
});
