import type { Study } from './study-store';

/** What a study does at the moment: gives items out, pauses, gives nothing out any more, or takes no change either. */
export type StudyState = 'open' | 'paused' | 'closed' | 'locked';

type Times = Pick<Study, 'pausedAt' | 'closedAt' | 'lockedAt'>;

/** The state that weighs most: a study that is closed while it is paused is closed. */
export function stateOf({ pausedAt, closedAt, lockedAt }: Times): StudyState {
  if (lockedAt !== null) return 'locked';
  if (closedAt !== null) return 'closed';
  return pausedAt === null ? 'open' : 'paused';
}

/** Whether raters may join; a pause is for a while, so it keeps nobody out. */
export function mayJoin(study: Times): boolean {
  return study.closedAt === null && study.lockedAt === null;
}
