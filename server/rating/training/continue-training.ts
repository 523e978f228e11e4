import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import type { Claimant } from '../../studies/assignment-store';
import { lockParticipation } from '../../studies/participation-store';
import { mayJoin } from '../../studies/study-state';
import { holdStudy } from '../../studies/study-state-store';
import { loadStudy } from '../../studies/study-store';
import {
  findTrainingPlace,
  insertRun,
  insertServed,
  listRuns,
  listTrainingAnswers,
  type TrainingRun,
} from './run-store';
import { trainingStanding } from './training-standing';
import { findOpenSet, listTrainingItems, type TrainingSet } from './training-store';

/**
 * Begins the try the rater asks for, or goes on with the one that is begun, and gives out its next item. A try that is
 * over, is not due yet or is one too many is not begun: its button stood on an older page.
 * @returns the path of the page to show
 * @throws NotFound when the rater has not joined the study
 */
export async function continueTraining(
  context: Context,
  { try: wanted, ...claimant }: Claimant & { try: number },
): Promise<string> {
  return context.db.transaction(async (tx) => {
    // The study first, so that nobody changes a version while a rater begins it.
    await holdStudy(tx, claimant.studyId);
    const place = await lockParticipation(tx, { ...claimant, now: context.now() });
    if (!place) throw new NotFound();
    const set = await findOpenSet(tx, claimant.studyId);
    if (!set) return paths.work();
    const mayBegin = place.removedAt === null && mayJoin(await loadStudy(tx, claimant.studyId));
    const run = await runOf(tx, context, { claimant, set, wanted, mayBegin });
    return run ? giveNext(tx, context, run) : paths.training(claimant.studyId);
  });
}

async function runOf(
  tx: Database,
  context: Context,
  asked: { claimant: Claimant; set: TrainingSet; wanted: number; mayBegin: boolean },
): Promise<TrainingRun | undefined> {
  const { claimant, set, wanted, mayBegin } = asked;
  const place = (await findTrainingPlace(tx, claimant))!;
  const runs = await listRuns(tx, claimant);
  const now = context.now();
  const standing = trainingStanding(place, runs, { ...set, now });
  if (standing.state === 'begun') return standing.run;
  const next = runs.filter(({ round }) => round === place.round).length + 1;
  const isDue = standing.state === 'not begun' || standing.state === 'may try again';
  if (!mayBegin || !isDue || wanted !== next) return undefined;
  const run = { id: context.newId(), setId: set.id, ...claimant, round: place.round, try: next };
  await insertRun(tx, { ...run, startedAt: now });
  return { ...run, startedAt: now, finishedAt: null, rightItems: null, isPassed: null };
}

async function giveNext(tx: Database, { now }: Context, run: TrainingRun): Promise<string> {
  const items = await listTrainingItems(tx, run.setId);
  const given = await listTrainingAnswers(tx, run.id);
  const isAnswered = (id: string): boolean =>
    given.some(({ itemId, answeredAt }) => itemId === id && answeredAt !== null);
  const index = items.findIndex(({ id }) => !isAnswered(id));
  await insertServed(tx, { runId: run.id, itemId: items[index]!.id, servedAt: now() });
  return paths.trainingPage(run.id, index + 1);
}
