import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import type { FieldError } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import type { Words } from '../../web/wording/words';
import { stateOf } from '../study-state';
import type { Study } from '../study-store';
import type { Arrival } from './arrival';
import type { Ending } from './outcomes';
import type { Panel } from './panel-store';
import { returnLinkOf } from './return-link';
import type { Visit } from './visit-store';

/** All that is known of somebody at the door of a panel. */
export interface Entry {
  readonly panel: Panel;
  readonly study: Study;
  readonly endings: readonly Ending[];
  readonly contentNotes: readonly string[];
  /** What the study pays beside the panel. */
  readonly pay: string | undefined;
  readonly arrival: Arrival | undefined;
  /** The visit of the participant who arrives, or else of the rater who is signed in. */
  readonly visit: Visit | undefined;
  readonly user: SignedInUser | undefined;
}

/** Why nobody new is let in; undefined when somebody is. */
export function refusalFor({ panel, study }: Pick<Entry, 'panel' | 'study'>): 'full' | 'closed' | undefined {
  if (panel.openedAt === null || stateOf(study) !== 'open') return 'closed';
  const { participantLimit, started } = panel;
  return participantLimit !== null && started >= participantLimit ? 'full' : undefined;
}

/** Whether this browser may go on as the participant without the code of re-entry. */
export function isKnown({ panel, arrival, visit, user }: Entry): boolean {
  if (!visit) return false;
  if (user?.id === visit.userId) return true;
  return (
    panel.sessionParameter !== null && visit.panelSession !== null && arrival?.session === visit.panelSession
  );
}

/** The page at the panel's address: what it is about, then one button; or why there is none, and what to do. */
export function entryPage(t: Words, entry: Entry, errors: readonly FieldError[] = []): PageLocals {
  const { panel, study, arrival, visit, user, contentNotes } = entry;
  const title = t('panel.title', { study: study.name });
  const refusal = visit ? undefined : arrival ? refusalFor(entry) : 'missing';
  if (refusal) return { title, errors: [], refusal: refusalWords(t, entry, refusal) };
  const participant = arrival?.participant ?? visit?.participant ?? '';
  const isOther = user !== undefined && user.id !== visit?.userId;
  return {
    title,
    errors,
    refusal: null,
    introduction: panel.introduction,
    facts: tellingFacts(t, entry),
    time: t('panel.time', { items: panel.sessionItems, minutes: panel.minutes }),
    participant,
    contentNotes,
    action: paths.panelVisit(panel.token),
    hasStarted: visit !== undefined,
    needsCode: visit !== undefined && !isKnown(entry),
    signedInAs: isOther ? user.username : null,
  };
}

/** Who asks, what the study adds to the panel's pay, and whom to write to. */
function tellingFacts(t: Words, { study, pay = '' }: Entry) {
  const { organiser, contact } = study.telling;
  return [
    { name: t('join.organiser'), value: organiser },
    { name: t('panel.bonus'), value: pay },
    { name: t('join.contact'), value: contact },
  ].filter(({ value }) => value !== '');
}

function refusalWords(t: Words, entry: Entry, refusal: 'full' | 'closed' | 'missing') {
  const said = {
    full: t('panel.full'),
    closed: t('panel.closed'),
    missing: t('panel.missing'),
  }[refusal];
  const ending = entry.endings.find(({ outcome }) => outcome === 'quota full');
  const { participant, session } = entry.arrival ?? {};
  const values = { ...(participant && { participant }), ...(session && { session }) };
  const link = ending ? returnLinkOf(ending.returnLink, { ...values, code: ending.code }) : null;
  const what = refusal === 'missing' ? t('panel.missingWhat') : t('panel.refusedWhat');
  return { said, what, code: ending?.code ?? '', returnLink: link };
}
