import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { findPlace } from '../../studies/participation-store';
import { mayJoin } from '../../studies/study-state';
import { loadStudy } from '../../studies/study-store';
import { findTrainingPlace, listRuns } from './run-store';
import type { ShownTraining } from './training-page';
import { trainingStanding } from './training-standing';
import { findOpenSet, findTrainingSet, listTrainingItems } from './training-store';

/**
 * How a rater stands with the training of a study: `standing.state` is `failed` after the last try that failed.
 * @returns undefined when the study has no training
 * @throws NotFound when the rater has not joined it
 */
export async function loadTraining(
  { db, now }: Pick<Context, 'db' | 'now'>,
  claimant: { studyId: string; raterId: string },
): Promise<Omit<ShownTraining, 'pay'> | undefined> {
  const place = await findPlace(db, claimant);
  const trainingPlace = await findTrainingPlace(db, claimant);
  if (!place || !trainingPlace) throw new NotFound();
  const study = await loadStudy(db, claimant.studyId);
  const newest = await findOpenSet(db, study.id);
  if (!newest) return undefined;
  const runs = await listRuns(db, claimant);
  const standing = trainingStanding(trainingPlace, runs, { ...newest, now: now() });
  const own = runs.filter(({ round }) => round === trainingPlace.round);
  const isOver = !['not begun', 'not needed', 'may try again'].includes(standing.state);
  const run = isOver ? own.at(-1) : undefined;
  const set = (run && (await findTrainingSet(db, run.setId))) ?? newest;
  const lastSetId = own.at(-1)?.setId ?? set.id;
  return {
    study,
    set,
    count: (await listTrainingItems(db, set.id)).length,
    lastCount: (await listTrainingItems(db, lastSetId)).length,
    standing,
    nextTry: own.length + (standing.state === 'begun' ? 0 : 1),
    isOpen: place.removedAt === null && mayJoin(study),
  };
}
