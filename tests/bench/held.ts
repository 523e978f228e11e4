import { isUndefined, type Undefined } from '../../server/statistics/outcome';
import { wilsonInterval } from '../../server/statistics/wilson-interval';

export type Ends = { readonly low: number; readonly high: number } | Undefined;

/** What share of intervals holds what they are about, in percent with its own interval, and how wide they are on average. */
export function held(
  pairs: readonly (readonly [ends: Ends | undefined, truth: number | undefined])[],
): string {
  const known = pairs.flatMap(([ends, truth]) =>
    !ends || isUndefined(ends) || truth === undefined ? [] : [{ ...ends, truth }],
  );
  if (known.length === 0) return '–';
  const hits = known.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const within = wilsonInterval(hits, known.length) as { low: number; high: number };
  const width = known.reduce((sum, { low, high }) => sum + high - low, 0) / known.length;
  const [share, low, high] = [hits / known.length, within.low, within.high].map((one) =>
    (one * 100).toFixed(1),
  );
  return `${share}, ${low}–${high} (${width.toFixed(3)})`;
}
