import {
  calibration,
  type Binning,
  type ConfidentAnswer,
  type ReliabilityBin,
} from '../../../server/statistics/calibration/calibration';
import { keepAbove, type Kept } from '../../../server/statistics/calibration/keep-above';
import { thresholdFor } from '../../../server/statistics/calibration/threshold-for';
import { isUndefined, type Undefined } from '../../../server/statistics/outcome';
import { expectClose, expectOutcome } from '../expect-close';
import { fixtureCases } from '../fixture';

interface Answers {
  readonly confidences: readonly number[];
  readonly right: readonly number[];
}

const answersOf = ({ confidences, right }: Answers): ConfidentAnswer[] =>
  confidences.map((confidence, index) => ({ confidence, isRight: right[index] === 1 }));

/** Fails unless all numbers of the two are the same, to rounding. */
function expectAllClose(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number') expectClose(actual as number, expected);
  else if (typeof expected === 'object' && expected !== null) {
    const [found, wanted] = [Object.entries(actual as object), Object.entries(expected)];
    expect(found.map(([key]) => key).sort()).toEqual(wanted.map(([key]) => key).sort());
    for (const [key, value] of wanted) expectAllClose((actual as Record<string, unknown>)[key], value);
  } else expect(actual).toEqual(expected);
}

describe('calibration', () => {
  it.each(
    fixtureCases<
      Answers &
        Binning & { expected: { brier: number; expectedError: number; bins: readonly ReliabilityBin[] } }
    >('calibration'),
  )('equals the independent program: $count bins by $by', ({ by, count, expected, ...answers }) => {
    const found = calibration(answersOf(answers), { by, count });
    expectOutcome(found.brier, expected.brier);
    expectOutcome(found.expectedError, expected.expectedError);
    expectAllClose(found.bins, expected.bins);
  });

  it('gives the example of its description', () => {
    const { brier, expectedError } = calibration(
      answersOf({ confidences: [0.9, 0.8, 0.8], right: [1, 1, 0] }),
    );
    expectOutcome(brier, (0.01 + 0.04 + 0.64) / 3);
    expectOutcome(expectedError, (0.1 + 2 * 0.3) / 3);
  });

  it('puts every tenth into the bin that it begins', () => {
    const tenths = Array.from({ length: 11 }, (_, index) => ({ confidence: index / 10, isRight: true }));
    expect(calibration(tenths).bins.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('says why it is undefined, and refuses what is no confidence or no number of bins', () => {
    const none = { undefinedBecause: 'there are no answers' };
    expect(calibration([])).toEqual({ brier: none, expectedError: none, bins: [] });
    for (const confidence of [-0.01, 1.01, Number.NaN]) {
      expect(() => calibration([{ confidence, isRight: true }])).toThrow(RangeError);
      expect(() => keepAbove([{ confidence, isRight: true }])).toThrow(RangeError);
    }
    expect(() => calibration([], { by: 'width', count: 0 })).toThrow(RangeError);
  });
});

describe('what a threshold keeps', () => {
  const cases = fixtureCases<
    Answers & {
      expected: readonly Kept[];
      thresholds: readonly { wanted: number; byValue: number | null; byLow: number | null }[];
    }
  >('keep-above');

  it.each(cases)(
    'equals the independent program: $expected.length points',
    ({ expected, thresholds, ...answers }) => {
      const curve = keepAbove(answersOf(answers));
      expectAllClose(curve, expected);
      for (const { wanted, byValue, byLow } of thresholds) {
        const found = thresholdFor(curve, wanted);
        expect([found.byValue, found.byLow].map(thresholdOf)).toEqual([byValue, byLow]);
      }
    },
  );

  it('says why there is no threshold, and refuses what is no share', () => {
    const none = { undefinedBecause: 'there are no answers' };
    expect(thresholdFor(keepAbove([]), 0.9)).toEqual({ byValue: none, byLow: none });
    const never = { undefinedBecause: 'no threshold reaches the wanted share' };
    const wrong = keepAbove([{ confidence: 1, isRight: false }]);
    expect(thresholdFor(wrong, 0.9)).toEqual({ byValue: never, byLow: never });
    expect(() => thresholdFor([], 1.1)).toThrow(RangeError);
  });
});

function thresholdOf(point: Kept | Undefined): number | null {
  return isUndefined(point) ? null : point.threshold;
}
