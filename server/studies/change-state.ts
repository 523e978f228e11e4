import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import { Conflict } from '../errors';
import { paths } from '../paths';
import { closeStudy, pauseStudy, reopenStudy, resumeStudy, type StateStatement } from './study-state-store';
import { loadStudy } from './study-store';

/** A change of a study's state that can be taken back. */
export interface StateChange {
  readonly path: (studyId: string) => string;
  readonly apply: StateStatement;
  /** What the audit calls it. */
  readonly action: string;
  /** What the administrator is told afterwards. */
  readonly done: string;
}

export const stateChanges: readonly StateChange[] = [
  {
    path: paths.studyPause,
    apply: pauseStudy,
    action: 'study paused',
    done: 'The study is paused. Raters can answer what they hold and are given nothing more.',
  },
  {
    path: paths.studyPauseRemoval,
    apply: resumeStudy,
    action: 'study resumed',
    done: 'The study goes on.',
  },
  {
    path: paths.studyClosing,
    apply: closeStudy,
    action: 'study closed',
    done: 'The study is closed. Nothing more is given out and nobody can join.',
  },
  {
    path: paths.studyClosingRemoval,
    apply: reopenStudy,
    action: 'study opened again',
    done: 'The study is open again.',
  },
];

/**
 * Makes the change; one that is made already stays as it is.
 * @throws NotFound, and Conflict when the study is locked
 */
export async function changeState(
  context: Context,
  change: StateChange,
  { studyId, actorId }: { studyId: string; actorId: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const isNew = await change.apply(tx, studyId, context.now());
    const { lockedAt } = await loadStudy(tx, studyId);
    if (lockedAt !== null) throw new Conflict('The study is locked, so it stays as it is.', 'Go back to it.');
    if (isNew) await recordAudit(tx, context, { actorId, action: change.action, objectId: studyId });
  });
}
