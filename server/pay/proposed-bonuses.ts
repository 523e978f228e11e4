import type { Context } from '../context';
import type { Database } from '../db/database';
import { majorUnits } from './currency';
import { loadLedgers } from './ledger/load-ledgers';
import { listPayTerms } from './terms/terms-store';

/**
 * By rater, what the study's own terms come to and nobody has paid yet, pending or approved, such as `1.84 USD`: what is
 * proposed beside the reward that a panel pays. Empty when the study pays nothing.
 */
export async function proposedBonuses(
  { now }: Pick<Context, 'now'>,
  db: Database,
  studyId: string,
): Promise<Map<string, string>> {
  const terms = await listPayTerms(db, studyId);
  const currency = terms.findLast(({ rate }) => rate !== 'none')?.currency;
  if (!currency) return new Map();
  const ledgers = await loadLedgers(db, { studyId, terms, now: now() });
  return new Map(
    ledgers.map(({ payee, ledger: { pending, payable } }) => [
      payee.raterId,
      `${majorUnits(pending + payable, currency)} ${currency}`,
    ]),
  );
}
