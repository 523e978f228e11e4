import { paths } from '../../paths';
import { dateTime, plural } from '../../web/format';
import type { FieldError, Typed } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import { defaultDays, mostDays, mostUses } from './invite-form';
import { inviteState } from './invite-state';
import type { Invite } from './invite-store';

interface StudyOfInvites {
  readonly id: string;
  readonly name: string;
}

/** The invites of a study and the form for another. */
export function invitesPage(
  study: StudyOfInvites,
  { invites, now, isClosed }: { invites: readonly Invite[]; now: number; isClosed: boolean },
  { errors = [], typed = {} }: { errors?: readonly FieldError[]; typed?: Typed } = {},
): PageLocals {
  return {
    title: 'Invites',
    studyName: study.name,
    studyHref: paths.study(study.id),
    action: paths.studyInvites(study.id),
    isClosed,
    errors,
    uses: typeof typed.uses === 'string' ? typed.uses : '1',
    days: typeof typed.days === 'string' ? typed.days : String(defaultDays),
    usesHint: `How many raters may join by it, 1 to ${mostUses}.`,
    daysHint: `How many days the link works, 1 to ${mostDays}.`,
    invites: invites.map((invite) => inviteLine(invite, now)),
  };
}

/** The link, shown this one time. */
export function inviteMadePage(
  study: StudyOfInvites,
  { link, uses, expiresAt }: { link: string; uses: number; expiresAt: number },
): PageLocals {
  return {
    title: 'Invite link',
    studyName: study.name,
    invitesHref: paths.studyInvites(study.id),
    link,
    raters: plural(uses, 'rater', 'raters'),
    expires: dateTime(expiresAt),
  };
}

function inviteLine(invite: Invite, now: number) {
  const state = inviteState(invite, now);
  return {
    made: dateTime(invite.createdAt),
    used: `${invite.uses} of ${invite.maxUses}`,
    expires: dateTime(invite.expiresAt),
    state,
    revocation: state === 'open' ? paths.inviteRevocation(invite.id) : null,
  };
}
