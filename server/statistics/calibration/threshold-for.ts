import { undefinedBecause, type Undefined } from '../outcome';
import type { Kept } from './keep-above';

export interface Thresholds {
  /** The lowest threshold whose kept answers are right as often as wanted. */
  readonly byValue: Kept | Undefined;
  /** The lowest one at which even the lower end of the 95% interval is as high as wanted. */
  readonly byLow: Kept | Undefined;
}

/**
 * From which confidence on answers may be kept, if so many of the kept ones are to be right: the lowest threshold of
 * the curve that reaches the wanted share. At a higher one the share can be less again.
 *
 * A threshold that was chosen on some answers looks better on these than on others, the more so the fewer it keeps:
 * check it on answers it was not chosen on. Trying every threshold, the lower end is exceeded by chance more often than
 * in 2.5% (Geifman and El-Yaniv 2017, Advances in Neural Information Processing Systems 30, bound it with a correction
 * for the number of tries). Undefined without answers, and when no threshold reaches the share. Cost: one pass over the
 * curve.
 * @param curve of `keepAbove`
 * @param wanted a share, from 0 to 1
 */
export function thresholdFor(curve: readonly Kept[], wanted: number): Thresholds {
  if (!(wanted >= 0 && wanted <= 1)) throw new RangeError(`${wanted} is no share`);
  const none = undefinedBecause(
    curve.length === 0 ? 'there are no answers' : 'no threshold reaches the wanted share',
  );
  return {
    byValue: curve.find(({ right }) => right.value >= wanted) ?? none,
    byLow: curve.find(({ right }) => right.low >= wanted) ?? none,
  };
}
