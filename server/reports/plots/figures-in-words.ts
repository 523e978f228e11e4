import { isUndefined } from '../../statistics/outcome';
import { decimal, interval, percent, wholeNumber } from '../../web/format';
import { boundsOf, numberOf, type Value } from './plot';

/** A share as `93.4%`; why there is none, if that is known. */
export function shareText(value: Value): string {
  const share = numberOf(value);
  return share === undefined ? absent(value) : percent(share);
}

/** Any other number, as `3.25`. */
export function numberText(value: Value, digits = 2): string {
  const number = numberOf(value);
  return number === undefined ? absent(value) : decimal(number, digits);
}

export function intervalText(value: Parameters<typeof boundsOf>[0]): string {
  const bounds = boundsOf(value);
  return bounds ? interval(...bounds) : '–';
}

/** How many units a value rests on. */
export function unitsText(value: Value): string {
  return typeof value === 'object' && value !== null && 'n' in value ? wholeNumber(value.n) : '–';
}

function absent(value: Value): string {
  if (typeof value === 'object' && value !== null && isUndefined(value))
    return `undefined, because ${value.undefinedBecause}`;
  return 'no value';
}
