import type { Database } from '../../db/database';
import type { Claimant } from '../../studies/assignment-store';
import { earningsOf, minorUnits, type Earnings } from '../earnings';
import { listOtherWork } from '../other-work-store';
import type { PayTerms } from '../terms/pay-terms';
import { listPayTerms } from '../terms/terms-store';
import type { Work } from '../work';
import { listPayees, listRatedWork, listRatedWorkOf, type Payee } from '../work-store';
import { listPayEntries, listPayEntriesOf } from './entry-store';
import { ledgerOf, millisecondsUntilApproved, type Ledger, type PayEntry } from './ledger';

/** A rater's earnings in a study, and what was decided about them. */
export interface RaterLedger {
  readonly earnings: Earnings;
  readonly ledger: Ledger;
  readonly entries: readonly PayEntry[];
}

/** The ledgers of everybody who can be paid in a study, as they stand at a moment. */
export async function loadLedgers(
  db: Database,
  { studyId, terms, now }: { studyId: string; terms: readonly PayTerms[]; now: number },
): Promise<(RaterLedger & { readonly payee: Payee })[]> {
  const payees = await listPayees(db, studyId);
  const works = byRater([...(await listRatedWork(db, studyId)), ...(await listOtherWork(db, studyId))]);
  const entries = byRater(await listPayEntries(db, studyId));
  return payees.map((payee) => {
    const own = { works: works.get(payee.raterId) ?? [], entries: entries.get(payee.raterId) ?? [] };
    return { payee, ...ledgerAt({ ...own, terms }, now) };
  });
}

/** What one rater's ledger is made of. */
export interface LedgerSource {
  readonly terms: readonly PayTerms[];
  readonly works: readonly Work[];
  readonly entries: readonly PayEntry[];
}

export async function loadLedgerSource(db: Database, claimant: Claimant): Promise<LedgerSource> {
  const { studyId, raterId } = claimant;
  const rated = await listRatedWorkOf(db, claimant);
  return {
    terms: await listPayTerms(db, studyId),
    works: [...rated, ...(await listOtherWork(db, studyId, raterId))],
    entries: await listPayEntriesOf(db, claimant),
  };
}

/** The ledger as it stood at a moment: nothing that came later is in it. */
export function ledgerAt({ terms, works, entries }: LedgerSource, now: number): RaterLedger {
  const before = (moment: number): Earnings =>
    earningsOf(
      works.filter(({ submittedAt }) => submittedAt <= moment),
      terms,
    );
  const earnings = before(now);
  const old = before(now - millisecondsUntilApproved);
  const known = entries.filter(({ createdAt }) => createdAt <= now);
  const sums = { all: minorUnits(earnings.units), old: minorUnits(old.units) };
  return { earnings, ledger: ledgerOf(sums, known), entries: known };
}

function byRater<Row extends { readonly raterId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.raterId);
    if (group) group.push(row);
    else groups.set(row.raterId, [row]);
  }
  return groups;
}
