/** How much two categories are alike: 1 on the diagonal, 0 for the least alike; `weights[a * categories + b]`. */
export type AgreementWeights = Float64Array;

/** Likeness of categories that are `distance` apart on a scale of `width` steps. */
const likenesses = {
  /** Only equal categories are alike. */
  identity: (distance: number) => (distance === 0 ? 1 : 0),
  /** One less the part of the scale that lies between them. */
  linear: (distance: number, width: number) => 1 - distance / width,
  /** One less the square of that part. */
  quadratic: (distance: number, width: number) => 1 - (distance / width) ** 2,
  /** One less the pairs of categories from the one to the other, as a part of all pairs of the scale. */
  ordinal: (distance: number, width: number) => 1 - (distance * (distance + 1)) / (width * (width + 1)),
} as const satisfies Record<string, (distance: number, width: number) => number>;

export type WeightKind = keyof typeof likenesses;

/**
 * Weights for coefficients that count near misses in part. Categories stand in the order of their scale and count as
 * equally far from their neighbours; the whole scale counts, used or not.
 *
 * Cohen (1968), Psychological Bulletin 70(4), 213–220; the four kinds as in Gwet (2014), Handbook of Inter-Rater
 * Reliability, 4th ed., section 3.5. Krippendorff's ordinal distances are others, which depend on the ratings.
 */
export function agreementWeights(categories: number, kind: WeightKind): AgreementWeights {
  return (made[kind][categories] ??= makeWeights(categories, kind));
}

/** By number of categories: scales are few, and figures are computed thousands of times. */
const made: Record<WeightKind, AgreementWeights[]> = { identity: [], linear: [], quadratic: [], ordinal: [] };

function makeWeights(categories: number, kind: WeightKind): AgreementWeights {
  const likeness = likenesses[kind];
  return Float64Array.from({ length: categories * categories }, (_, cell) => {
    const distance = Math.abs(Math.floor(cell / categories) - (cell % categories));
    return distance === 0 ? 1 : likeness(distance, categories - 1);
  });
}

/** The sum of all weights. */
export function weightSum(weights: AgreementWeights): number {
  let sum = 0;
  for (let cell = 0; cell < weights.length; cell++) sum += weights[cell]!;
  return sum;
}
