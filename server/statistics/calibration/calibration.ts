import { isUndefined, undefinedBecause, type Estimate, type Outcome } from '../outcome';
import { wilsonInterval } from '../wilson-interval';

/** How sure something was of its answer, from 0 to 1, and whether the answer turned out right. */
export interface ConfidentAnswer {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Answers of about the same confidence. */
export interface ReliabilityBin {
  /** The bin's ends; with bins by rank, the least and the greatest confidence in it. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** The mean confidence. */
  readonly confidence: number;
  /** The share that is right, with Wilson's 95% interval. */
  readonly right: Required<Estimate>;
}

export interface Calibration {
  readonly brier: Outcome;
  readonly expectedError: Outcome;
  /** In rising order of confidence; those without answers are left out. */
  readonly bins: readonly ReliabilityBin[];
}

export interface Binning {
  /** Bins of equal width, or of equally many answers. */
  readonly by: 'width' | 'rank';
  readonly count: number;
}

/**
 * Whether confidence can be believed: of the answers given with confidence 0.8, are 80% right?
 *
 * The Brier score is the mean of (confidence − right)², with right 1 or 0: 0 at best, 0.25 for who always says 0.5. It
 * also asks that confidence tells right answers from wrong ones (Brier 1950, Monthly Weather Review 78(1), 1–3; this is
 * half of his sum over both outcomes). Reliability bins compare mean confidence and share right of answers of like
 * confidence; the expected calibration error is the mean over bins of how far these two are apart, each bin weighing as
 * its answers (Naeini, Cooper and Hauskrecht 2015, Proceedings of AAAI 29(1), 2901–2907). It depends on the bins, and
 * is above 0 by chance alone: with few answers in a bin do not read it without the intervals.
 *
 * Bins of equal width hold their lower end but not their upper one, save the last. Bins by rank hold as many answers
 * each, but for answers of equal confidence, which stay together. Undefined without answers; there are then no bins.
 * Example: right with 0.9, right with 0.8 and wrong with 0.8: Brier 0.23, error (0.1 + 2 · 0.3) / 3. Cost: a sort.
 */
export function calibration(
  answers: readonly ConfidentAnswer[],
  binning: Binning = { by: 'width', count: 10 },
): Calibration {
  for (const { confidence } of answers) {
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`${confidence} is no confidence`);
  }
  if (!(Number.isSafeInteger(binning.count) && binning.count > 0)) {
    throw new RangeError(`${binning.count} is no number of bins`);
  }
  const n = answers.length;
  const none = undefinedBecause('there are no answers');
  if (n === 0) return { brier: none, expectedError: none, bins: [] };
  const bins = binsOf(answers, binning);
  const squares = answers.reduce((sum, answer) => sum + (answer.confidence - Number(answer.isRight)) ** 2, 0);
  const apart = bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.right.value - bin.confidence), 0);
  return { brier: { value: squares / n, n }, expectedError: { value: apart / n, n }, bins };
}

function binsOf(answers: readonly ConfidentAnswer[], { by, count }: Binning): ReliabilityBin[] {
  const rising = [...answers].sort((a, b) => a.confidence - b.confidence);
  const places = by === 'width' ? placesByWidth(rising, count) : placesByRank(rising, count);
  const filled = new Map<number, ConfidentAnswer[]>();
  for (const [index, answer] of rising.entries()) {
    const place = places[index]!;
    const inside = filled.get(place);
    if (inside) inside.push(answer);
    else filled.set(place, [answer]);
  }
  return [...filled].map(([place, inside]) => {
    const ends =
      by === 'width'
        ? { low: place / count, high: (place + 1) / count }
        : { low: inside[0]!.confidence, high: inside.at(-1)!.confidence };
    return binOf(inside, ends);
  });
}

function placesByWidth(rising: readonly ConfidentAnswer[], count: number): number[] {
  let place = 0;
  return rising.map(({ confidence }) => {
    while (place < count - 1 && confidence >= (place + 1) / count) place++;
    return place;
  });
}

function placesByRank(rising: readonly ConfidentAnswer[], count: number): number[] {
  let first = 0;
  return rising.map(({ confidence }, rank) => {
    if (confidence !== rising[first]!.confidence) first = rank;
    return Math.floor((count * first) / rising.length);
  });
}

function binOf(inside: readonly ConfidentAnswer[], ends: { low: number; high: number }): ReliabilityBin {
  const n = inside.length;
  const right = inside.filter(({ isRight }) => isRight).length;
  const interval = wilsonInterval(right, n);
  if (isUndefined(interval)) throw new RangeError('a bin without answers');
  const confidence = inside.reduce((sum, answer) => sum + answer.confidence, 0) / n;
  return { ...ends, n, confidence, right: { value: right / n, ...interval, n } };
}
