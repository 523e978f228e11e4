import { paths } from '../paths';
import { dateTime } from '../web/format';
import { stateOf, type StudyState } from './study-state';
import type { Study } from './study-store';

interface StateButton {
  readonly text: string;
  readonly path: (studyId: string) => string;
}

const pause: StateButton = { text: 'Pause', path: paths.studyPause };
const resume: StateButton = { text: 'Resume', path: paths.studyPauseRemoval };
const close: StateButton = { text: 'Close', path: paths.studyClosing };
const reopen: StateButton = { text: 'Open again', path: paths.studyClosingRemoval };

const words: Readonly<Record<StudyState, { meaning: string; buttons: readonly StateButton[] }>> = {
  open: { meaning: 'Items are given out, and raters can join by an invite link.', buttons: [pause, close] },
  paused: {
    meaning: 'Nothing is given out for now. Raters can answer what they hold, and others can join.',
    buttons: [resume, close],
  },
  closed: {
    meaning: 'Nothing is given out any more, and nobody can join. Raters can answer what they hold.',
    buttons: [reopen],
  },
  locked: {
    meaning: 'No rating changes any more. What still comes is kept and does not count.',
    buttons: [],
  },
};

/** The state of a study, what it means, and what can be done about it. */
export function stateSection(study: Study) {
  const state = stateOf(study);
  const { meaning, buttons } = words[state];
  const since = { open: null, paused: study.pausedAt, closed: study.closedAt, locked: study.lockedAt }[state];
  return {
    text: state,
    isOpen: state === 'open',
    meaning,
    since: since === null ? null : `Since ${dateTime(since)}.`,
    buttons: buttons.map(({ text, path }) => ({ text, action: path(study.id) })),
    lockHref: state === 'locked' ? null : paths.studyLock(study.id),
  };
}
