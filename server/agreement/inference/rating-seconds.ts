import type { CountedRating } from '../packed-ratings';

/** How many ratings took from `low` up to `high` seconds. */
export interface SecondsBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** Ten steps to a power of ten: fine enough to see haste, the same in every study. */
const stepsPerTen = 10;
/** What is shorter or longer stands in the first or last step: a tenth of a second, and a day. */
const shortest = 100;
const longest = 86_400_000;

/** Ratings by how long they took, where the server knows; empty steps between the shortest and the longest included. */
export function ratingSeconds(ratings: readonly Pick<CountedRating, 'milliseconds'>[]): SecondsBin[] {
  const counts = new Map<number, number>();
  for (const { milliseconds } of ratings) {
    if (milliseconds === null) continue;
    const seconds = Math.min(longest, Math.max(shortest, milliseconds)) / 1000;
    // A whole power of ten starts a step, whatever its logarithm is rounded to.
    const step = Math.floor(stepsPerTen * Math.log10(seconds) + 1e-9);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  return Array.from({ length: Math.max(...counts.keys()) - first + 1 }, (_, index) => {
    const step = first + index;
    return { low: secondsAt(step), high: secondsAt(step + 1), n: counts.get(step) ?? 0 };
  });
}

function secondsAt(step: number): number {
  return 10 ** (step / stepsPerTen);
}
