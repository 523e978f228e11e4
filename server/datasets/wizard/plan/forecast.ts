import { isUndefined } from '../../../statistics/outcome';
import { wilsonInterval } from '../../../statistics/wilson-interval';

export interface ForecastInput {
  readonly perDataset: number;
  /** Raters per item. */
  readonly overlap: number;
  /** A rater's time for one item. */
  readonly seconds: number;
  /** Per hour, in any currency. */
  readonly pay: number;
}

/** What a study of a dataset would take, and how sure it would be. */
export interface Forecast {
  readonly items: number;
  readonly ratings: number;
  readonly hours: number;
  readonly cost: number;
  /** The 95% interval of label agreement if 95% of the items agree, and half its width. */
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
}

/** The label agreement that is assumed: the interval is narrower above and wider below. */
export const assumedAgreement = 0.95;

/** @param items how many the dataset has, at least 1 */
export function forecast(items: number, { perDataset, overlap, seconds, pay }: ForecastInput): Forecast {
  const drawn = Math.min(items, perDataset);
  const ratings = drawn * overlap;
  const hours = (ratings * seconds) / 3600;
  const interval = wilsonInterval(assumedAgreement * drawn, drawn);
  const { low, high } = isUndefined(interval) ? { low: 0, high: 1 } : interval;
  return { items: drawn, ratings, hours, cost: hours * pay, low, high, halfWidth: (high - low) / 2 };
}

const sizes = [50, 100, 200, 400, 800, 1600];

/** The forecast asked for and those of other sample sizes, the smallest first. */
export function forecasts(items: number, input: ForecastInput): Forecast[] {
  const drawn = [...sizes, input.perDataset, items].map((size) => Math.min(size, items));
  const different = [...new Set(drawn)].sort((a, b) => a - b);
  return different.map((perDataset) => forecast(items, { ...input, perDataset }));
}
