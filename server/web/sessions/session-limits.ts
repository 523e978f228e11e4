import type { Role } from '../current-user';

const minute = 60_000;
const hour = 60 * minute;

/** When a session ends: not used for so long, and in any case so long after signing in. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

/** A rater comes back to a set of items; whoever sees labels and people leaves less behind. */
export const raterLimits: SessionLimits = { idle: 8 * hour, absolute: 7 * 24 * hour };
export const shortLimits: SessionLimits = { idle: 30 * minute, absolute: 12 * hour };

export function limitsOf(role: Role): SessionLimits {
  return role === 'rater' ? raterLimits : shortLimits;
}
