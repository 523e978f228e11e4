import type { Context } from '../../context';
import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import { textSizes } from '../../web/current-user';
import type { FieldError } from '../../web/form-fields';
import { dateTime } from '../../web/format';
import type { PageLocals } from '../../web/render-page';
import { limitsOf } from '../../web/sessions/session-limits';
import { languages, type LanguageKey } from '../../web/wording/languages';
import type { Words } from '../../web/wording/words';
import { shortestPassword, unusableHash } from '../password';
import { findUser } from '../user-store';
import { listOpenSessions } from './own-account-store';

/** Who looks at the page, in which session. */
export interface Looker {
  readonly user: SignedInUser;
  readonly sessionHash: string;
  readonly language: LanguageKey;
  readonly t: Words;
}

/** Everything somebody can set, see and end of their own account. */
export async function ownAccountPage(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { user, sessionHash, language, t }: Looker,
): Promise<PageLocals> {
  const { settings, username, role } = user;
  const stored = await findUser(db, user.id);
  const sessions = await listOpenSessions(db, user.id, { now: now(), limits: limitsOf(role) });
  return {
    title: t('account.title'),
    username,
    isRater: role === 'rater',
    isAdmin: role === 'admin',
    languages: role === 'rater' ? languages : [],
    language,
    textSizes: textSizes.map((value) => ({ value, text: textSizeWords(t)[value] })),
    ratingChoices: [
      { value: 'shortcuts', text: t('account.shortcuts'), hint: t('account.shortcutsHint') },
      { value: 'autoAdvance', text: t('account.autoAdvance'), hint: t('account.autoAdvanceHint') },
    ],
    chosen: [settings.shortcuts && 'shortcuts', settings.autoAdvance && 'autoAdvance'].filter(Boolean),
    hasPassword: stored?.passwordHash !== unusableHash,
    hasSecondFactor: user.hasSecondFactor,
    linkMade: stored?.linkMadeAt ? dateTime(stored.linkMadeAt) : null,
    sessions: sessions.map(({ idHash, signedInAt, usedAt }) => ({
      signedIn: dateTime(signedInAt),
      used: dateTime(usedAt),
      hash: idHash,
      isThis: idHash === sessionHash,
    })),
  };
}

/** The form of another password. What was typed is never sent back. */
export function passwordPage(t: Words, hasPassword: boolean, errors: readonly FieldError[] = []): PageLocals {
  return {
    title: hasPassword ? t('account.changePassword') : t('account.setPassword'),
    errors,
    hasPassword,
    passwordHint: t('account.passwordHint', { count: shortestPassword }),
  };
}

/** What is to be done about the personal link. */
export async function linkPage(
  { db }: Pick<Context, 'db'>,
  { user, t }: { user: SignedInUser; t: Words },
  errors: readonly FieldError[] = [],
): Promise<PageLocals> {
  const stored = await findUser(db, user.id);
  return {
    title: t('account.link'),
    errors,
    username: user.username,
    hasPassword: stored?.passwordHash !== unusableHash,
    linkMade: stored?.linkMadeAt ? dateTime(stored.linkMadeAt) : null,
  };
}

/** The link, shown this one time. */
export function linkMadePage(t: Words, { link, next }: { link: string; next: string }): PageLocals {
  return { title: t('account.linkMade'), link, next, accountHref: paths.account() };
}

function textSizeWords(t: Words): Record<(typeof textSizes)[number], string> {
  return { normal: t('account.normal'), large: t('account.large'), larger: t('account.larger') };
}
