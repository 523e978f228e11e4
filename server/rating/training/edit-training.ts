import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Conflict, NotFound } from '../../errors';
import { holdStudy } from '../../studies/study-state-store';
import { loadStudy, type Study } from '../../studies/study-store';
import { missingFrom, mostItems } from './missing';
import { listOffered } from './offered-items';
import { answerOfLabel, labelQuestion } from './right-answers';
import { isBegun } from './run-store';
import {
  deleteTrainingItem,
  findNewestSet,
  insertTrainingItems,
  listTrainingItems,
  updateTrainingItem,
  updateTrainingSettings,
  type TrainingItem,
  type TrainingSet,
  type TrainingSettings,
} from './training-store';

/** A version that is being changed, in the transaction that does it. */
interface Edited {
  readonly study: Study;
  readonly set: TrainingSet;
  readonly items: readonly TrainingItem[];
}

/** Who changes the training of which study. */
export interface TrainingEdit {
  readonly studyId: string;
  readonly actorId: string;
}

/**
 * Changes the newest version, as long as nobody has begun it; one that raters can begin stays complete.
 * @throws NotFound without training, Conflict when a rater has begun it or the change would leave it incomplete
 */
async function edit(
  context: Context,
  { studyId, actorId }: TrainingEdit,
  work: (tx: Database, edited: Edited) => Promise<string>,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdStudy(tx, studyId);
    const study = await loadStudy(tx, studyId);
    const set = await findNewestSet(tx, studyId);
    if (!set) throw new NotFound('This study has no training.', 'Make one on its training page.');
    if (await isBegun(tx, set.id)) {
      throw new Conflict(
        'A rater has begun this training, so it stays as it is.',
        'Make a new version of it.',
      );
    }
    const action = await work(tx, { study, set, items: await listTrainingItems(tx, set.id) });
    await assertComplete(tx, studyId);
    await recordAudit(tx, context, { actorId, action, objectId: set.id, detail: { study: studyId } });
  });
}

async function assertComplete(tx: Database, studyId: string): Promise<void> {
  const set = await findNewestSet(tx, studyId);
  if (!set || set.openedAt === null) return;
  const missing = missingFrom(set, await listTrainingItems(tx, set.id));
  if (missing.length === 0) return;
  throw new Conflict(
    `Raters can begin this training, and with this change it would lack ${missing.join('; ')}.`,
    'Go back, and add what takes the place first.',
  );
}

export function changeTrainingSettings(
  context: Context,
  who: TrainingEdit,
  settings: TrainingSettings,
): Promise<void> {
  return edit(context, who, async (tx, { set }) => {
    await updateTrainingSettings(tx, set.id, settings);
    return 'training settings changed';
  });
}

/**
 * Puts a gold item at the end, with the answer of its label and what is written on it.
 * @throws Conflict when the training is full or has it already, NotFound when it is none that is offered
 */
export function addTrainingItem(context: Context, who: TrainingEdit, itemId: string): Promise<void> {
  return edit(context, who, async (tx, { study, set, items }) => {
    const offered = (await listOffered(tx, study.id)).find(({ item }) => item.id === itemId);
    if (!offered) throw new NotFound('The training cannot have this item.', 'Choose one that is offered.');
    if (items.some((one) => one.itemId === itemId)) throw new Conflict('The training has this item already.');
    if (items.length >= mostItems) throw new Conflict(`A training has at most ${mostItems} items.`);
    const question = labelQuestion(study.questions);
    await insertTrainingItems(tx, [
      {
        id: context.newId(),
        setId: set.id,
        itemId,
        position: (items.at(-1)?.position ?? 0) + 1,
        kind: 'clear',
        rightAnswers: question ? { [question.name]: answerOfLabel(question, offered.item) } : {},
        reason: offered.explanation,
      },
    ]);
    return 'training item added';
  });
}

export function changeTrainingItem(
  context: Context,
  who: TrainingEdit,
  changed: Pick<TrainingItem, 'id' | 'kind' | 'rightAnswers' | 'reason'>,
): Promise<void> {
  return edit(context, who, async (tx, { items }) => {
    await updateTrainingItem(tx, { ...itemOf(items, changed.id), ...changed });
    return 'training item changed';
  });
}

export function removeTrainingItem(context: Context, who: TrainingEdit, id: string): Promise<void> {
  return edit(context, who, async (tx, { items }) => {
    await deleteTrainingItem(tx, itemOf(items, id).id);
    return 'training item removed';
  });
}

/** One place up. The first stays where it is. */
export function raiseTrainingItem(context: Context, who: TrainingEdit, id: string): Promise<void> {
  return edit(context, who, async (tx, { items }) => {
    const item = itemOf(items, id);
    const before = items[items.indexOf(item) - 1];
    if (before) {
      await updateTrainingItem(tx, { ...before, position: item.position });
      await updateTrainingItem(tx, { ...item, position: before.position });
    }
    return 'training item moved';
  });
}

/** @throws NotFound when the version has no such item */
function itemOf(items: readonly TrainingItem[], id: string): TrainingItem {
  const item = items.find((one) => one.id === id);
  if (!item) throw new NotFound('The training has no such item.', 'Reload its page.');
  return item;
}
