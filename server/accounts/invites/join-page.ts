import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import type { FieldError } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
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
  /** Whether nobody can join the study any more. */
  readonly isClosed?: boolean;
}

/** What the holder of a rater's link sees: the study, then the form for an account, or who they are already. */
export function joinPage(invite: OpenInvite, { token, user, refused, isClosed = false }: Shown): PageLocals {
  return {
    title: invite.studyName === null ? 'Join' : `Join ${invite.studyName}`,
    studyName: invite.studyName ?? 'Assay',
    isClosed,
    withdrawal: invite.withdrawal,
    signedInAs: user?.username ?? null,
    mayJoin: user?.role === 'rater',
    ...newAccount(refused),
    action: paths.join(token),
    signInHref: `${paths.signIn()}?next=${encodeURIComponent(paths.join(token))}`,
  };
}

export function setupPage({ token, refused }: { token: string; refused?: Refused }): PageLocals {
  return { title: 'Set up Assay', ...newAccount(refused), action: paths.setup(token) };
}

function newAccount(refused: Refused | undefined) {
  const { errors = [], username } = refused ?? {};
  const passwordHint = `At least ${shortestPassword} characters. A few words in a row are easy to remember.`;
  return { errors, username: typeof username === 'string' ? username : '', passwordHint };
}
