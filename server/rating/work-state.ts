import type { Place } from '../studies/participation-store';
import type { Study } from '../studies/study-store';

/** Why a rater is given nothing, whatever slots are free. */
export type Hindrance =
  'removed' | 'locked' | 'closed' | 'paused' | 'held back' | 'quota reached' | 'untrained';

type Rules = Pick<Study, 'pausedAt' | 'closedAt' | 'lockedAt' | 'raterQuota'>;

/** What stands between the rater and the next item; undefined when nothing does. */
export function hindranceOf(study: Rules, place: Place): Hindrance | undefined {
  if (place.removedAt !== null) return 'removed';
  if (study.lockedAt !== null) return 'locked';
  if (study.closedAt !== null) return 'closed';
  if (study.raterQuota !== null && place.completed >= study.raterQuota) return 'quota reached';
  if (place.pausedAt !== null) return 'held back';
  // Before the pause: whoever must train can do that meanwhile.
  if (place.training === 'required') return 'untrained';
  return study.pausedAt === null ? undefined : 'paused';
}

export function mayTakeMore(study: Rules, place: Place): boolean {
  return hindranceOf(study, place) === undefined;
}
