import type { Context } from '../context';
import { paths } from '../paths';
import { findPlace } from '../studies/participation-store';
import type { Study } from '../studies/study-store';
import { claimNext } from './claim-assignment';
import { consentDue } from './consent/consent-due';
import { hindranceOf } from './work-state';

/**
 * Where a rater goes on in a study: to what stands before the first item, to an item, or to the end. Takes work, so it is for what was
 * sent by POST.
 */
export async function nextStep(
  context: Context,
  { study, raterId }: { study: Study; raterId: string },
): Promise<string> {
  if (await consentDue(context.db, study.telling, raterId)) return paths.studyConsent(study.id);
  const assignmentId = await claimNext(context, { studyId: study.id, raterId });
  if (assignmentId) return paths.rating(assignmentId);
  const place = await findPlace(context.db, { studyId: study.id, raterId });
  const isUntrained = place && hindranceOf(study, place) === 'untrained';
  return isUntrained ? paths.training(study.id) : paths.workDone(study.id);
}
