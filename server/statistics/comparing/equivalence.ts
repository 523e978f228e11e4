import { isUndefined, type Undefined } from '../outcome';

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What can be said of a difference. Both can hold at once: different, yet too little to matter. Or neither: undecided. */
export interface Equivalence {
  /** The 90% interval lies within the margin to both sides of 0, its ends not on it. */
  readonly isEquivalent: boolean;
  /** The 95% interval does not hold 0, also not as its end. */
  readonly isDifferent: boolean;
  /** Where the difference lies if there is one: the first of the two is higher, or lower. */
  readonly side: 'higher' | 'lower' | undefined;
}

/**
 * Whether two things are equivalent, different, both or neither, from the interval of their difference and the margin
 * within which a difference does not matter.
 *
 * Two one-sided tests at 5%: that the difference is at most −margin, and that it is at least the margin. Both are
 * rejected when the 90% interval lies within the margin, so that things as far apart as the margin or further are
 * called equivalent in at most 5%. That they differ is the usual two-sided test at 5%, by the 95% interval. Not to
 * differ is not to be equivalent: with few data neither is shown.
 *
 * Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657–680. The margin must be chosen before
 * the data are seen. Undefined when either interval is. Example: from 0.01 to 0.03 (90%) and from 0.008 to 0.032 (95%)
 * is both with a margin of 0.05, and higher.
 * @param at90 the 90% interval of the difference
 * @param at95 its 95% interval
 * @param margin above 0
 */
export function equivalence(
  at90: Interval | Undefined,
  at95: Interval | Undefined,
  margin: number,
): Equivalence | Undefined {
  if (!(margin > 0)) throw new RangeError(`${margin} is no margin`);
  if (isUndefined(at90)) return at90;
  if (isUndefined(at95)) return at95;
  const side = at95.low > 0 ? 'higher' : at95.high < 0 ? 'lower' : undefined;
  return { isEquivalent: at90.low > -margin && at90.high < margin, isDifferent: side !== undefined, side };
}
