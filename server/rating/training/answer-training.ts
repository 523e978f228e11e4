import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { Answers } from '../../questions/parse-answers';
import { lockParticipation } from '../../studies/participation-store';
import { isRight } from './is-right';
import {
  findTrainingPlace,
  finishRun,
  keepTrainingAnswers,
  listTrainingAnswers,
  setTrainingPassed,
  type TrainingRun,
} from './run-store';
import { findTrainingSet, listTrainingItems, type TrainingItem } from './training-store';

/**
 * Keeps the answers to one item of a try, and ends the try with its last item. The first answers stay, whatever is sent
 * later.
 */
export async function answerTraining(
  context: Context,
  { run, item, answers }: { run: TrainingRun; item: TrainingItem; answers: Answers },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const now = context.now();
    // Two windows take turns, so that one of them finds every item answered.
    await lockParticipation(tx, { studyId: run.studyId, raterId: run.raterId, now });
    const answered = { runId: run.id, itemId: item.id, answeredAt: now, answers };
    const isKept = await keepTrainingAnswers(tx, {
      ...answered,
      isRight: isRight(item.rightAnswers, answers),
    });
    if (isKept) await endIfComplete(tx, context, run);
  });
}

async function endIfComplete(tx: Database, context: Context, run: TrainingRun): Promise<void> {
  const items = await listTrainingItems(tx, run.setId);
  const answered = (await listTrainingAnswers(tx, run.id)).filter(({ answeredAt }) => answeredAt !== null);
  if (answered.length < items.length) return;
  const rightItems = answered.filter((one) => one.isRight).length;
  const isPassed = rightItems >= (await findTrainingSet(tx, run.setId))!.passMark;
  await finishRun(tx, run.id, { finishedAt: context.now(), rightItems, isPassed });
  const place = await findTrainingPlace(tx, run);
  // A try that was begun before the rater was asked to train again decides nothing any more.
  if (isPassed && place?.round === run.round) await setTrainingPassed(tx, run);
  await recordAudit(tx, context, {
    actorId: run.raterId,
    action: isPassed ? 'training passed' : 'training failed',
    objectId: run.id,
    detail: { study: run.studyId, try: run.try, rightItems, items: items.length },
  });
}
