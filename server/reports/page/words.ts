import type { Figure } from '../../agreement/question-agreement';
import { isUndefined, type Outcome, type Undefined } from '../../statistics/outcome';
import { decimal, interval, percent, wholeNumber } from '../../web/format';

type Ends = { readonly low: number; readonly high: number } | Undefined;

/** A share alone: `94.0%`, or why there is none. */
export function shareCell(outcome: Outcome): string {
  return isUndefined(outcome) ? undefinedCell(outcome) : percent(outcome.value);
}

/** An interval of shares. */
export function endsCell(ends: Ends): string {
  return isUndefined(ends) ? undefinedCell(ends) : interval(ends.low, ends.high);
}

/** The interval that stands with a share; a dash where it has none. */
export function ownEndsCell(outcome: Outcome): string {
  if (isUndefined(outcome) || outcome.low === undefined || outcome.high === undefined) return '–';
  return interval(outcome.low, outcome.high);
}

/** A difference of shares in points: `+3.1 (−2.0 to 8.2)`. */
export function pointsCell(outcome: Outcome): string {
  if (isUndefined(outcome)) return undefinedCell(outcome);
  return signed(outcome, (value) => decimal(value * 100, 1));
}

/** A difference on a scale. */
export function stepsCell(outcome: Outcome): string {
  if (isUndefined(outcome)) return undefinedCell(outcome);
  return signed(outcome, (value) => decimal(value, 2));
}

export function nCell(outcome: Outcome): string {
  return isUndefined(outcome) ? '–' : wholeNumber(outcome.n);
}

export function numberCell(figure: Figure, digits = 3): string {
  return typeof figure === 'number' ? decimal(figure, digits) : undefinedCell(figure);
}

/** A probability: never `0.000`. */
export function pCell(p: number | Undefined): string {
  if (typeof p !== 'number') return undefinedCell(p);
  return p < 0.0005 ? '< 0.001' : decimal(p, 3);
}

/** A coefficient with its interval. */
export function coefficientCells(outcome: Outcome): [value: string, ends: string, n: string] {
  if (isUndefined(outcome)) return [undefinedCell(outcome), '–', '–'];
  const { value, low, high, n } = outcome;
  const ends = low === undefined || high === undefined ? '–' : `${decimal(low)} to ${decimal(high)}`;
  return [decimal(value), ends, wholeNumber(n)];
}

export function undefinedCell({ undefinedBecause }: Undefined): string {
  return `undefined, because ${undefinedBecause}`;
}

type Valued = Exclude<Outcome, Undefined>;

function signed({ value, low, high }: Valued, words: (value: number) => string): string {
  const withSign = (number: number): string => (number > 0 ? `+${words(number)}` : words(number));
  const ends = low === undefined || high === undefined ? '' : ` (${withSign(low)} to ${withSign(high)})`;
  return `${withSign(value)}${ends}`;
}
