import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { Conflict, NotFound } from '../../errors';
import { holdStudy } from '../../studies/study-state-store';
import { loadStudy } from '../../studies/study-store';
import type { TrainingEdit } from './edit-training';
import { missingFrom } from './missing';
import {
  findNewestSet,
  insertTrainingItems,
  insertTrainingSet,
  listTrainingItems,
  openTrainingSet,
} from './training-store';

const firstSettings = { passMark: 4, tries: 2, delayMinutes: 0, payWords: '' };

/**
 * Makes the first version, empty, or a draft of the next one, which begins as the newest. While there is a draft,
 * nothing is made.
 */
export async function makeTrainingVersion(
  context: Context,
  { studyId, actorId }: TrainingEdit,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await holdStudy(tx, studyId);
    await loadStudy(tx, studyId);
    const newest = await findNewestSet(tx, studyId);
    if (newest?.openedAt === null) return;
    const id = context.newId();
    const version = (newest?.version ?? 0) + 1;
    const made = { id, studyId, version, openedAt: null, createdBy: actorId, createdAt: context.now() };
    await insertTrainingSet(tx, { ...firstSettings, ...newest, ...made });
    const items = newest ? await listTrainingItems(tx, newest.id) : [];
    await insertTrainingItems(
      tx,
      items.map((item) => ({ ...item, id: context.newId(), setId: id })),
    );
    const detail = { study: studyId, version };
    await recordAudit(tx, context, { actorId, action: 'training version made', objectId: id, detail });
  });
}

/**
 * Lets raters begin the newest version. Whoever joins from now on must pass before there is work.
 * @throws NotFound without training, Conflict when something is missing
 */
export async function openTraining(context: Context, { studyId, actorId }: TrainingEdit): Promise<void> {
  await context.db.transaction(async (tx) => {
    // As whoever joins does: nobody comes in between and goes on without.
    await holdStudy(tx, studyId);
    const set = await findNewestSet(tx, studyId);
    if (!set) throw new NotFound('This study has no training.', 'Make one on its training page.');
    const missing = missingFrom(set, await listTrainingItems(tx, set.id));
    if (missing.length > 0) {
      throw new Conflict(`The training still needs ${missing.join('; ')}.`, 'Go back and add it.');
    }
    if (!(await openTrainingSet(tx, set.id, context.now()))) return;
    const detail = { study: studyId, version: set.version };
    await recordAudit(tx, context, { actorId, action: 'training opened', objectId: set.id, detail });
  });
}
