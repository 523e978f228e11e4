import { termsOf, type PayTerms } from './terms/pay-terms';
import type { Work, WorkKind } from './work';

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

export type Rates = Pick<
  PayTerms,
  'validFrom' | 'rate' | 'amount' | 'estimatedSeconds' | 'idleSeconds' | 'trainingAmount' | 'screenOutAmount'
>;

/**
 * What work comes to, not rounded yet: in minor units times the milliseconds of an hour, so that pay by the hour is a
 * whole number, too.
 */
export interface Earnings {
  readonly units: bigint;
  readonly activeMilliseconds: number;
  /** How many things were paid that a rater answered: items and training items. */
  readonly answers: number;
  /** When the last of them was sent. */
  readonly submittedAt: number;
  /** What the day of the last one has come to so far. */
  readonly dayUnits: bigint;
}

export const nothingEarned: Earnings = {
  units: 0n,
  activeMilliseconds: 0,
  answers: 0,
  submittedAt: Number.NEGATIVE_INFINITY,
  dayUnits: 0n,
};

/**
 * What one rater has earned with their work in a study, whatever the order it is listed in. Late answers, surplus, gold
 * items and training are paid like any other; skips are not, and being screened out is by a sum of its own.
 */
export function earningsOf(works: readonly Work[], terms: readonly Rates[]): Earnings {
  return [...works].sort(inTime).reduce((sum, work) => addWork(sum, work, terms), nothingEarned);
}

export function inTime(a: Work, b: Work): number {
  return a.submittedAt - b.submittedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Earnings with one more piece of work, which was sent after all the others. */
export function addWork(sum: Earnings, work: Work, terms: readonly Rates[]): Earnings {
  const rates = termsOf(terms, work);
  if (!rates || work.kind === 'skipped') return sum;
  const isAnswer = work.kind !== 'screened out';
  const active = isAnswer ? activeMilliseconds(work, rates, sum.submittedAt) : 0;
  const units = unitsOf(work.kind, rates, active);
  const isSameDay = dayOf(work.submittedAt) === dayOf(sum.submittedAt);
  return {
    units: sum.units + units,
    activeMilliseconds: sum.activeMilliseconds + active,
    answers: sum.answers + (isAnswer ? 1 : 0),
    submittedAt: work.submittedAt,
    dayUnits: (isSameDay ? sum.dayUnits : 0n) + units,
  };
}

/**
 * From when the item was handed out, or the answer before was sent if that was later, so that no moment is paid twice;
 * but no longer than the idle cut.
 */
function activeMilliseconds({ servedAt, submittedAt }: Work, rates: Rates, previousAt: number): number {
  const taken = servedAt === null ? rates.estimatedSeconds * 1000 : submittedAt - servedAt;
  return Math.max(0, Math.min(taken, submittedAt - previousAt, rates.idleSeconds * 1000));
}

function unitsOf(kind: WorkKind, rates: Rates, active: number): bigint {
  if (rates.rate === 'none') return 0n;
  const fixed = (amount: number): bigint => BigInt(amount) * BigInt(hourMilliseconds);
  if (kind === 'screened out') return fixed(rates.screenOutAmount);
  if (kind === 'training' && rates.trainingAmount !== null) return fixed(rates.trainingAmount);
  return rates.rate === 'item' ? fixed(rates.amount) : BigInt(rates.amount) * BigInt(active);
}

function dayOf(moment: number): number {
  return Math.floor(moment / dayMilliseconds);
}

/** In whole minor units, half of one rounded up: the one place where earnings are rounded. */
export function minorUnits(units: bigint): number {
  const hour = BigInt(hourMilliseconds);
  return Number((2n * units + hour) / (2n * hour));
}

/** In minor units, what was earned on the day (UTC) that `now` is in; with the days before it makes the whole. */
export function earnedOnDayOf({ units, dayUnits, submittedAt }: Earnings, now: number): number {
  if (dayOf(submittedAt) !== dayOf(now)) return 0;
  return minorUnits(units) - minorUnits(units - dayUnits);
}

/** What an active time comes to at a rate for an hour, in minor units. */
export function amountForTime(perHour: number, milliseconds: number): number {
  return minorUnits(BigInt(perHour) * BigInt(milliseconds));
}

/** What an hour of the active time has come to, in minor units and not rounded; undefined without any time. */
export function hourlyRate({ units, activeMilliseconds: active }: Earnings): number | undefined {
  return active === 0 ? undefined : Number(units) / active;
}
