/** After so many days what nobody has decided about is approved by rule. */
export const daysUntilApproved = 3;
export const millisecondsUntilApproved = daysUntilApproved * 24 * 60 * 60 * 1000;

/** One thing that was done about a rater's pay; none is ever changed. */
export interface PayEntry {
  readonly id: string;
  readonly studyId: string;
  readonly raterId: string;
  readonly kind: 'approval' | 'rejection' | 'appeal' | 'upholding' | 'payment';
  /** In minor units; 0 for words alone. */
  readonly amount: number;
  readonly batchId: string | null;
  /** What an appeal, or its answer, is about. */
  readonly rejectionId: string | null;
  readonly words: string | null;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

/** How a rater's earnings stand. All in minor units; earned = pending + approved + rejected. */
export interface Ledger {
  readonly earned: number;
  readonly pending: number;
  /** Everything approved, paid or not, and how much of that is written down. */
  readonly approved: number;
  readonly written: number;
  readonly rejected: number;
  readonly paid: number;
  /** Approved and not paid yet. */
  readonly payable: number;
}

/**
 * @param earned all earnings, and `old`, those of work that is some days old: it is approved, less what is rejected
 */
export function ledgerOf(earned: { all: number; old: number }, entries: readonly PayEntry[]): Ledger {
  const sum = (isMeant: (entry: PayEntry) => boolean): number =>
    entries.filter(isMeant).reduce((total, { amount }) => total + amount, 0);
  const written = sum(({ kind }) => kind === 'approval');
  const takenBack = sum(({ kind, rejectionId }) => kind === 'approval' && rejectionId !== null);
  const rejected = sum(({ kind }) => kind === 'rejection') - takenBack;
  const paid = sum(({ kind }) => kind === 'payment');
  const approved = Math.max(written, earned.old - rejected);
  return {
    earned: earned.all,
    pending: Math.max(0, earned.all - rejected - approved),
    approved,
    written,
    rejected,
    paid,
    payable: Math.max(0, approved - paid),
  };
}

/** A rejection with what its rater says to it and what came of that. */
export interface Rejection {
  readonly entry: PayEntry;
  readonly appeal: PayEntry | undefined;
  /** An approval takes the rejection back. */
  readonly answer: PayEntry | undefined;
}

export function rejectionsOf(entries: readonly PayEntry[]): Rejection[] {
  const about = (id: string, isMeant: (entry: PayEntry) => boolean): PayEntry | undefined =>
    entries.find((entry) => entry.rejectionId === id && isMeant(entry));
  return entries
    .filter(({ kind }) => kind === 'rejection')
    .map((entry) => ({
      entry,
      appeal: about(entry.id, ({ kind }) => kind === 'appeal'),
      answer: about(entry.id, ({ kind }) => kind !== 'appeal'),
    }));
}
