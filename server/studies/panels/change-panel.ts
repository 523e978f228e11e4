import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { stateOf } from '../study-state';
import { loadStudy } from '../study-store';
import type { PanelForm } from './panel-form';
import { closePanel, findPanelOfStudy, openPanel, replaceEndings, savePanel } from './panel-store';

interface Change {
  readonly studyId: string;
  readonly actorId: string;
}

/** Saves how the study is opened to a panel. The address and the codes given before stay. @throws NotFound */
export async function setUpPanel(
  context: Context,
  { settings, endings }: PanelForm,
  { studyId, actorId }: Change,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await loadStudy(tx, studyId);
    const made = { id: context.newId(), token: context.newToken(), createdAt: context.now() };
    await savePanel(tx, { ...settings, ...made, studyId });
    const panel = await findPanelOfStudy(tx, studyId);
    if (panel) await replaceEndings(tx, panel.id, endings);
    const { preset } = settings;
    await recordAudit(tx, context, {
      actorId,
      action: 'panel set up',
      objectId: studyId,
      detail: { preset },
    });
  });
}

/**
 * Lets new participants in, or nobody new any more; those who have started go on.
 * @throws NotFound, and Conflict when there is nothing to open
 */
export async function switchPanel(
  context: Context,
  to: 'open' | 'closed',
  { studyId, actorId }: Change,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const state = stateOf(await loadStudy(tx, studyId));
    if (!(await findPanelOfStudy(tx, studyId))) {
      throw new Conflict('The panel is not set up yet.', 'Go back, save its settings, then open it.');
    }
    if (to === 'open' && (state === 'closed' || state === 'locked')) {
      throw new Conflict(`The study is ${state}, so nobody can start.`, 'Open the study again first.');
    }
    const isNew = to === 'open' ? await openPanel(tx, studyId, context.now()) : await closePanel(tx, studyId);
    const action = to === 'open' ? 'panel opened' : 'panel closed';
    if (isNew) await recordAudit(tx, context, { actorId, action, objectId: studyId });
  });
}
