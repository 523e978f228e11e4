import type { LeftStudy, Leaving } from '../accounts/own-account/delete-account';
import type { Context } from '../context';
import { markWithdrawn } from '../studies/participation-store';
import { excludeRater } from './exclude-rater';
import { listLeftStudies, type LeftStudyRow } from './leaving-store';
import { removeRater } from './remove-rater';

/** What an administrator reads who looks at ratings that were withdrawn. */
const withdrawn = 'The rater has deleted the account, and the ratings are withdrawn.';

/** How a rater who deletes the account leaves every study. */
export const leavingStudies: Leaving = {
  list: async (db, raterId) => (await listLeftStudies(db, raterId)).map(toLeft),
  leave: leaveStudies,
};

/** The ratings are kept, or count no more where the study says so and is not locked. */
async function leaveStudies(context: Context, raterId: string): Promise<{ kept: number; withdrawn: number }> {
  const done = { kept: 0, withdrawn: 0 };
  for (const row of await listLeftStudies(context.db, raterId)) {
    const about = { studyId: row.studyId, raterId, actorId: raterId };
    const { fate, ratings } = toLeft(row);
    if (fate === 'withdrawn') {
      await excludeRater(context, { ...about, reason: withdrawn });
      await markWithdrawn(context.db, { ...about, now: context.now() });
    } else {
      await removeRater(context, about);
    }
    done[fate] += ratings;
  }
  return done;
}

function toLeft({ name, ratings, withdrawal, lockedAt }: LeftStudyRow): LeftStudy {
  return { name, ratings, fate: withdrawal === 'remove' && lockedAt === null ? 'withdrawn' : 'kept' };
}
