import type { Work } from '../work';

/** What a study pays, from a moment on. Amounts are whole minor units of the currency. */
export interface PayTerms {
  readonly id: string;
  readonly studyId: string;
  /** What is handed out from then on is paid by these terms. */
  readonly validFrom: number;
  readonly rate: 'none' | 'item' | 'hour';
  /** For an item, or for an hour. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** How long an item is expected to take; counted where the time taken is not known. */
  readonly estimatedSeconds: number;
  /** What an hour should come to; the administrator is warned when the median is less. */
  readonly floorPerHour: number;
  /** After so many seconds on one item, time counts no longer. */
  readonly idleSeconds: number;
  /** For each training item; null for the same rate as any item. */
  readonly trainingAmount: number | null;
  /** For somebody who is screened out, once. */
  readonly screenOutAmount: number;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

export const usualIdleSeconds = 300;

/** The terms that held when the work was handed out: those the rater was told. Undefined before there were any. */
export function termsOf<Terms extends Pick<PayTerms, 'validFrom'>>(
  terms: readonly Terms[],
  { servedAt, submittedAt }: Pick<Work, 'servedAt' | 'submittedAt'>,
): Terms | undefined {
  return terms.findLast(({ validFrom }) => validFrom <= (servedAt ?? submittedAt));
}

/** Whether somebody is told about pay in the study: it pays now, or has done. */
export function hasPaid(terms: readonly Pick<PayTerms, 'rate'>[]): boolean {
  return terms.some(({ rate }) => rate !== 'none');
}
