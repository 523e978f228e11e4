import { stringify } from 'csv-stringify/sync';
import { csvText } from '../datasets/exporting/csv-text';
import { majorUnits } from './currency';
import { hourlyRate } from './earnings';
import { missingToFloor } from './hourly-rates';
import type { loadLedgers } from './ledger/load-ledgers';
import type { PayTerms } from './terms/pay-terms';

const header = [
  'rater',
  'currency',
  'earned',
  'pending',
  'to_be_paid',
  'paid',
  'rejected',
  'active_seconds',
  'per_hour',
  'missing_to_floor',
];

/** Who gets what, as CSV: what a paymaster needs, by pseudonym. Amounts are in the currency's main unit. */
export function payListLines(
  { currency, floorPerHour }: PayTerms,
  ledgers: Awaited<ReturnType<typeof loadLedgers>>,
): string {
  const amount = (minor: number): string => majorUnits(minor, currency);
  const rows = ledgers.map(({ payee, earnings, ledger }) => {
    const rate = hourlyRate(earnings);
    return [
      csvText(payee.pseudonym),
      currency,
      amount(ledger.earned),
      amount(ledger.pending),
      amount(ledger.payable),
      amount(ledger.paid),
      amount(ledger.rejected),
      String(Math.floor(earnings.activeMilliseconds / 1000)),
      rate === undefined ? '' : amount(Math.floor(rate + 0.5)),
      amount(missingToFloor(earnings, floorPerHour)),
    ];
  });
  return stringify([header, ...rows], { record_delimiter: '\r\n' });
}
