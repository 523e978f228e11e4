import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { Claimant } from '../../studies/assignment-store';
import { endPanelVisit } from '../../studies/panels/end-visit';
import type { Outcome } from '../../studies/panels/outcomes';
import { findVisitOfRater } from '../../studies/panels/visit-store';
import type { Place } from '../../studies/participation-store';
import type { Study } from '../../studies/study-store';
import { type Hindrance, hindranceOf } from '../work-state';

const unfinished: readonly (Hindrance | 'none')[] = ['paused', 'held back', 'removed', 'untrained'];

type Means = Pick<Context, 'now' | 'newId'>;

/**
 * Whether the rater came from a panel and the session there is over, so that nothing more is given out; ends it when
 * the last of its items has been rated.
 */
export async function isSessionOver(
  tx: Database,
  means: Means,
  claimant: Claimant,
  completed: number,
): Promise<boolean> {
  const visit = await findVisitOfRater(tx, claimant);
  if (!visit) return false;
  if (visit.outcome !== null) return true;
  if (completed < visit.sessionItems) return false;
  const { studyId, raterId: userId } = claimant;
  await endPanelVisit(tx, means, { userId, studyId, outcome: 'completed' });
  return true;
}

/** Ends the session of a participant for whom nothing is left: what they were sent for is done as far as it can be. */
export async function endSessionWithoutWork(
  tx: Database,
  means: Means,
  { studyId, raterId: userId }: Claimant,
  { study, place }: { study: Study; place: Place },
): Promise<void> {
  // A pause is for a while, a training comes first, and who was taken out has not finished: they ask for their code themselves.
  if (unfinished.includes(hindranceOf(study, place) ?? 'none')) return;
  await endPanelVisit(tx, means, { userId, studyId, outcome: outcomeWithoutWork(place.completed) });
}

export function outcomeWithoutWork(completed: number): Outcome {
  return completed > 0 ? 'completed' : 'quota full';
}
