import { undefinedBecause, type Estimate, type Undefined } from './outcome';

/** What chance alone gives over several tries: sums of p and of p (1 - p). Add up one try after another. */
export interface Chances {
  readonly tries: number;
  /** The sum of the tries' chances. */
  readonly expected: number;
  /** The sum of chance times (1 - chance). */
  readonly variance: number;
}

/**
 * How far a number of hits is from what chance gives when every try has a chance of its own: z, in standard deviations.
 *
 * The hits of independent tries with chances p_i have the mean sum(p_i) and the variance sum(p_i (1 - p_i)), and are
 * nearly normal when the variance is not small: z = (hits - mean) / square root of variance. With equal chances it is the
 * usual test of a share.
 *
 * Poisson (1837), Recherches sur la probabilité des jugements; Feller (1968), An Introduction to Probability Theory
 * and Its Applications, vol. 1, 3rd ed., section IX.5. Undefined when chance leaves no room: no tries, or only
 * certain ones. Example: 590 hits in 953 tries of chance 1/2 give z 7.35. Cost: constant.
 */
export function hitsAgainstChance(
  hits: number,
  { tries, expected, variance }: Chances,
): Estimate | Undefined {
  if (!(hits >= 0 && hits <= tries)) throw new RangeError(`${hits} hits in ${tries} tries are impossible`);
  if (variance === 0) return undefinedBecause('nothing was left to chance');
  return { value: (hits - expected) / Math.sqrt(variance), n: tries };
}
