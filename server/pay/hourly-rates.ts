import { median } from '../statistics/median';
import { undefinedBecause, type Outcome } from '../statistics/outcome';
import { amountForTime, hourlyRate, minorUnits, type Earnings } from './earnings';

/** Whose hour is looked at: with fewer answers one long item would decide it. */
export const enoughAnswers = 5;
export const enoughRaters = 2;

/**
 * What the median rater's hour of active time has come to, in minor units; `n` counts raters. Undefined with fewer than
 * two raters who have at least five answers each. Example: hours that came to 900, 1000 and 1300 give 1000.
 */
export function medianHourlyRate(raters: readonly Earnings[]): Outcome {
  const rates = raters
    .filter(({ answers }) => answers >= enoughAnswers)
    .map(hourlyRate)
    .filter((rate) => rate !== undefined);
  if (rates.length < enoughRaters) {
    return undefinedBecause(
      `fewer than ${enoughRaters} raters have at least ${enoughAnswers} answers with time`,
    );
  }
  return median(rates);
}

/** What a rater's earnings lack for every hour to come to the floor, in minor units. */
export function missingToFloor({ units, activeMilliseconds }: Earnings, floorPerHour: number): number {
  return Math.max(0, amountForTime(floorPerHour, activeMilliseconds) - minorUnits(units));
}
