import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { NotFound } from '../../errors';
import type { Claimant } from '../../studies/assignment-store';
import { holdParticipant } from '../../studies/participation-store';
import { insertPayEntry } from './entry-store';
import type { PayEntry } from './ledger';
import { ledgerAt, loadLedgerSource, type LedgerSource } from './load-ledgers';

/** Whom a decision is about and who makes it. */
export interface AboutPay extends Claimant {
  readonly actorId: string;
}

/** A decision about what a page showed: nothing that came after that moment is in it. */
export interface DecisionAsOf extends AboutPay {
  readonly asOf: number;
}

/** Approves what was earned up to a moment and nobody has decided about. @returns the amount */
export async function approvePay(context: Context, about: DecisionAsOf): Promise<number> {
  return inTurn(context, about, async (tx, source) => {
    const { ledger } = ledgerAt(source, context.now());
    const shown = ledgerAt(source, Math.min(about.asOf, context.now())).ledger.earned;
    const amount = Math.max(0, shown - ledger.rejected - ledger.approved);
    if (amount > 0) await append(tx, context, about, { kind: 'approval', amount });
    return amount;
  });
}

/** Rejects an amount that is pending. @returns whether so much was */
export async function rejectPay(
  context: Context,
  about: AboutPay,
  { amount, reason }: { amount: number; reason: string },
): Promise<boolean> {
  return inTurn(context, about, async (tx, source) => {
    if (amount > ledgerAt(source, context.now()).ledger.pending) return false;
    return append(tx, context, about, { kind: 'rejection', amount, words: reason });
  });
}

/**
 * Notes that what was approved up to a moment has been paid. A batch pays a rater once, however often it is sent.
 * @returns the amount
 */
export async function markPaid(
  context: Context,
  { batchId, ...about }: DecisionAsOf & { batchId: string },
): Promise<number> {
  return inTurn(context, about, async (tx, source) => {
    if (source.entries.some((entry) => entry.batchId === batchId)) return 0;
    const { paid } = ledgerAt(source, context.now()).ledger;
    const shown = ledgerAt(source, Math.min(about.asOf, context.now())).ledger.approved;
    const amount = Math.max(0, shown - paid);
    if (amount > 0) await append(tx, context, about, { kind: 'payment', amount, batchId });
    return amount;
  });
}

/**
 * One rater's pay is decided about by one request at a time. What has been approved by rule until now is written down
 * first, so that no later decision takes it back.
 */
export async function inTurn<T>(
  context: Context,
  about: AboutPay,
  decide: (tx: Database, source: LedgerSource) => Promise<T>,
): Promise<T> {
  return context.db.transaction(async (tx) => {
    if (!(await holdParticipant(tx, about))) throw new NotFound('The study has no such rater.');
    const { approved, written } = ledgerAt(await loadLedgerSource(tx, about), context.now()).ledger;
    const amount = approved - written;
    if (amount > 0) await append(tx, context, { ...about, actorId: null }, { kind: 'approval', amount });
    return decide(tx, await loadLedgerSource(tx, about));
  });
}

type NewEntry = Pick<PayEntry, 'kind' | 'amount'> &
  Partial<Pick<PayEntry, 'batchId' | 'rejectionId' | 'words'>>;

/** Appends one entry to a ledger, and to the audit. @returns whether it is new */
export async function append(
  tx: Database,
  context: Context,
  { studyId, raterId, actorId }: Claimant & { readonly actorId: string | null },
  entry: NewEntry,
): Promise<boolean> {
  const { kind, amount, batchId = null, rejectionId = null, words = null } = entry;
  const said = { id: context.newId(), studyId, raterId, kind, amount, batchId, rejectionId, words };
  const isNew = await insertPayEntry(tx, { ...said, createdBy: actorId, createdAt: context.now() });
  if (isNew) {
    await recordAudit(tx, context, {
      actorId,
      action: `pay ${kind} recorded`,
      objectId: said.id,
      detail: { studyId, raterId, amount, batchId, rejectionId },
    });
  }
  return isNew;
}
