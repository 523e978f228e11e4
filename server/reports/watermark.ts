import type { Study } from '../studies/study-store';
import type { findRatingState } from './report-store';

type RatingState = Awaited<ReturnType<typeof findRatingState>>;

/** Tells states of a study's ratings apart: equal as long as nothing has come that a report would tell. */
export function watermarkOf({ lockedAt }: Study, { revisions, last, counted }: RatingState): string {
  return [revisions, last ?? '-', counted, lockedAt === null ? 'live' : 'locked'].join('/');
}
