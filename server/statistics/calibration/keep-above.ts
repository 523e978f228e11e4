import { isUndefined, type Estimate } from '../outcome';
import { wilsonInterval } from '../wilson-interval';
import type { ConfidentAnswer } from './calibration';

/** What is left when only answers of at least this confidence are kept. */
export interface Kept {
  readonly threshold: number;
  /** The share of all answers that is kept. */
  readonly kept: number;
  /** The share of the kept ones that is right, with Wilson's 95% interval. */
  readonly right: Required<Estimate>;
}

/** No curve needs more points than this to be drawn or read. */
const mostPoints = 101;

/**
 * What a threshold of confidence would keep, and how often the kept answers are right: a point for every confidence
 * that occurs, in rising order. Of more than 101 different ones, 101 are taken, evenly by their rank, the least and the
 * greatest among them.
 *
 * The curve of coverage and accuracy of selective classification (El-Yaniv and Wiener 2010, Journal of Machine Learning
 * Research 11, 1605–1641). Nothing is undefined, but without answers there are no points. Example: right with 0.9,
 * wrong with 0.8 keeps both from 0.8, half of them right, and the first alone from 0.9. Cost: a sort.
 */
export function keepAbove(answers: readonly ConfidentAnswer[]): readonly Kept[] {
  const falling = [...answers].sort((a, b) => b.confidence - a.confidence);
  const points: Kept[] = [];
  let right = 0;
  for (const [index, { confidence, isRight }] of falling.entries()) {
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`${confidence} is no confidence`);
    if (isRight) right++;
    if (falling[index + 1]?.confidence === confidence) continue;
    const n = index + 1;
    const interval = wilsonInterval(right, n);
    if (isUndefined(interval)) continue;
    points.push({
      threshold: confidence,
      kept: n / falling.length,
      right: { value: right / n, ...interval, n },
    });
  }
  return evenly(points.reverse());
}

function evenly(points: readonly Kept[]): readonly Kept[] {
  if (points.length <= mostPoints) return points;
  const step = (points.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, index) => points[Math.round(index * step)]!);
}
