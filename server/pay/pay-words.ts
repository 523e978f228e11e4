import { isUndefined, type Outcome } from '../statistics/outcome';
import { duration } from '../web/format';
import { money } from './currency';
import { hourlyRate, type Earnings } from './earnings';
import type { PayTerms } from './terms/pay-terms';

/** What terms say, for administrators. */
export function termsFacts(terms: PayTerms): { name: string; value: string }[] {
  const { rate, estimatedSeconds, currency, trainingAmount } = terms;
  if (rate === 'none') return [{ name: 'Pay', value: rateWords(terms) }];
  const amount = (minor: number): string => money(minor, currency);
  return [
    { name: 'Pay', value: rateWords(terms) },
    { name: 'An item is expected to take', value: `${estimatedSeconds} s` },
    { name: 'So an hour comes to', value: amount(forecast(terms)) },
    { name: 'Floor for an hour', value: amount(terms.floorPerHour) },
    { name: 'Idle cut', value: `${terms.idleSeconds} s` },
    {
      name: 'A training item pays',
      value: trainingAmount === null ? 'as any item' : amount(trainingAmount),
    },
    { name: 'A screen-out pays', value: amount(terms.screenOutAmount) },
  ];
}

export function rateWords({ rate, amount, currency }: PayTerms): string {
  if (rate === 'none') return 'none';
  return `${money(amount, currency)} ${rate === 'item' ? 'for an item' : 'for an hour'}`;
}

/** What an hour comes to when every item takes as long as expected, in minor units. */
function forecast({ rate, amount, estimatedSeconds }: PayTerms): number {
  return rate === 'hour' ? amount : Math.floor((amount * 3600) / estimatedSeconds + 0.5);
}

/** The median hour, with how many raters it is of. */
export function medianWords(median: Outcome, currency: string): string {
  if (isUndefined(median)) return `undefined, because ${median.undefinedBecause}`;
  return `${money(nearest(median.value), currency)} (n = ${median.n} raters)`;
}

/** A warning when the median hour comes to less than the floor; undefined otherwise. */
export function floorWarning(median: Outcome, { floorPerHour, currency }: PayTerms): string | undefined {
  if (isUndefined(median) || median.value >= floorPerHour) return undefined;
  const [paid, floor] = [money(nearest(median.value), currency), money(floorPerHour, currency)];
  return `The median rater’s hour comes to ${paid} (n = ${median.n} raters), less than the floor of ${floor}. Raise the rate, and pay what is missing: the list below has it for each rater.`;
}

/** Active time, and what an hour of it comes to. */
export function timeCells(earnings: Earnings, currency: string): [string, string] {
  const rate = hourlyRate(earnings);
  return [duration(earnings.activeMilliseconds), rate === undefined ? '–' : money(nearest(rate), currency)];
}

function nearest(value: number): number {
  return Math.floor(value + 0.5);
}
