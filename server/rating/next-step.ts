import type { Context } from '../context';
import { paths } from '../paths';
import type { Study } from '../studies/study-store';
import { claimNext } from './claim-assignment';
import { consentDue } from './consent/consent-due';

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
  return assignmentId ? paths.rating(assignmentId) : paths.workDone(study.id);
}
