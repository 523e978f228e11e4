import type { Database } from '../db/database';
import { money } from '../pay/currency';
import { hourlyRate } from '../pay/earnings';
import { loadLedgers } from '../pay/ledger/load-ledgers';
import { listPayTerms } from '../pay/terms/terms-store';

/** What an hour of each rater's active time has come to, in words, by the rater; undefined where the study does not pay. */
export async function hourlyPay(
  db: Database,
  { studyId, now }: { studyId: string; now: number },
): Promise<ReadonlyMap<string, string> | undefined> {
  const terms = await listPayTerms(db, studyId);
  const currency = terms.at(-1)?.currency;
  if (currency === undefined) return undefined;
  const ledgers = await loadLedgers(db, { studyId, terms, now });
  return new Map(
    ledgers.flatMap(({ payee, earnings }) => {
      const rate = hourlyRate(earnings);
      return rate === undefined ? [] : [[payee.raterId, money(Math.round(rate), currency)] as const];
    }),
  );
}
