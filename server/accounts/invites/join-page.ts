import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import type { FieldError } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import type { Words } from '../../web/wording/words';
import type { StudyNotice } from './accept-invite';
import type { OpenInvite } from './invite-store';
import { shortestPassword } from '../password';

/** A new account's form as it was sent, without the password, which is never sent back. */
export interface Refused {
  readonly errors: readonly FieldError[];
  readonly username: unknown;
}

interface Shown {
  readonly token: string;
  readonly user?: SignedInUser | undefined;
  readonly refused?: Refused;
  readonly notice?: StudyNotice | undefined;
  /** Whether nobody can join the study any more. */
  readonly isClosed?: boolean;
}

/** What the holder of a rater's link sees: the study, then the form for an account, or who they are already. */
export function joinPage(
  t: Words,
  invite: OpenInvite,
  { token, user, refused, notice, isClosed = false }: Shown,
): PageLocals {
  return {
    title: invite.studyName === null ? t('join.title') : t('join.titleOf', { study: invite.studyName }),
    isClosed,
    withdrawal: invite.withdrawal,
    facts: notice ? factsOf(t, notice) : [],
    signedInAs: user?.username ?? null,
    mayJoin: user?.role === 'rater',
    ...newAccount(t, refused),
    action: paths.join(token),
    signInHref: `${paths.signIn()}?next=${encodeURIComponent(paths.join(token))}`,
  };
}

function factsOf(t: Words, { organiser, contact, set, contentNotes, pay = '' }: StudyNotice) {
  return [
    { name: t('join.organiser'), value: organiser },
    { name: t('join.pay'), value: pay },
    { name: t('join.time'), value: set ? t('join.timeOfSet', set) : '' },
    { name: t('join.contentNotes'), value: contentNotes.join(' · ') },
    { name: t('join.contact'), value: contact },
  ].filter(({ value }) => value !== '');
}

export function setupPage(t: Words, { token, refused }: { token: string; refused?: Refused }): PageLocals {
  return { title: 'Set up Assay', ...newAccount(t, refused), action: paths.setup(token) };
}

function newAccount(t: Words, refused: Refused | undefined) {
  const { errors = [], username } = refused ?? {};
  const passwordHint = t('join.passwordHint', { count: shortestPassword });
  return { errors, username: typeof username === 'string' ? username : '', passwordHint };
}
