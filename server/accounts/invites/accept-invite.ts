import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { LanguageKey } from '../../web/wording/languages';
import { NotFound } from '../../errors';
import type { SignedInUser } from '../../web/current-user';
import { addUser } from '../create-user';
import { hashToken } from './hash-token';
import { findOpenInvite, useInvite, type InviteRole, type OpenInvite } from './invite-store';
import { makePersonalLink } from '../own-account/personal-link';
import { hashPassword, unusableHash } from '../password';
import { findUserByName } from '../user-store';

/** What invites need of the studies they lead to; handed in, because studies come later in the import order. */
export interface StudyDoor {
  /** Whether raters may join the study at all. */
  isOpen(db: Database, studyId: string): Promise<boolean>;
  /** What the study tells before anybody joins. */
  tellOf(db: Database, studyId: string, language: LanguageKey): Promise<StudyNotice>;
  hasJoined(tx: Database, studyId: string, raterId: string): Promise<boolean>;
  /** Makes the rater a participant, inside the transaction that used the invite. */
  join(tx: Database, joined: { studyId: string; raterId: string }): Promise<void>;
}

/** What somebody should know before joining. */
export interface StudyNotice {
  readonly organiser: string;
  readonly contact: string;
  /** What a set of items takes, and how many it has; null when nothing is said. */
  readonly set: { readonly minutes: number; readonly items: number } | null;
  readonly contentNotes: readonly string[];
  /** What it pays; undefined when it pays nothing. */
  readonly pay: string | undefined;
}

/** Somebody holding a link: what kind of invite it should be, and what it leads to. */
export interface Holder {
  readonly token: string;
  readonly role: InviteRole;
  readonly door: StudyDoor;
}

/**
 * Looks at the invite without using it.
 * @throws NotFound, the same whatever is wrong with the link
 */
export async function loadOpenInvite(
  context: Context,
  { token, role }: Pick<Holder, 'token' | 'role'>,
): Promise<OpenInvite> {
  const held = { tokenHash: hashToken(token), role, now: context.now() };
  const invite = await findOpenInvite(context.db, held);
  if (!invite) throw unusable();
  return invite;
}

/** Somebody who has just come in, with the personal link that stands in the place of a password. */
export interface NewMember {
  readonly user: SignedInUser;
  readonly link: string | undefined;
}

/**
 * Turns one use of the invite into a new user, who joins the invite's study: all of it or nothing.
 * @returns undefined when the username is taken; no use is consumed then
 * @throws NotFound when the invite has no use left, Conflict when somebody took the username at this very moment
 */
export async function acceptInvite(
  context: Context,
  holder: Holder,
  { username, password }: { username: string; password: string | undefined },
): Promise<NewMember | undefined> {
  const { role } = holder;
  if (await findUserByName(context.db, username)) return undefined;
  const passwordHash = password === undefined ? unusableHash : await hashPassword(password);
  return context.db.transaction(async (tx) => {
    const user = await addUser(tx, context, { username, role, passwordHash, isSynthetic: false });
    await spendUse(tx, context, { holder, userId: user.id });
    return { user, link: password === undefined ? await makePersonalLink(tx, context, user.id) : undefined };
  });
}

/**
 * Lets a rater who has an account join the invite's study. Who has joined before spends no use.
 * @throws NotFound when the invite has no use left
 */
export async function joinByInvite(context: Context, holder: Holder, raterId: string): Promise<void> {
  const { studyId } = await loadOpenInvite(context, holder);
  await context.db.transaction(async (tx) => {
    if (studyId !== null && (await holder.door.hasJoined(tx, studyId, raterId))) return;
    await spendUse(tx, context, { holder, userId: raterId });
  });
}

async function spendUse(
  tx: Database,
  context: Context,
  { holder, userId }: { holder: Holder; userId: string },
): Promise<void> {
  const { token, role, door } = holder;
  const used = await useInvite(tx, { tokenHash: hashToken(token), role, now: context.now() });
  if (!used) throw unusable();
  await recordAudit(tx, context, { actorId: userId, action: 'invite used', objectId: used.id });
  if (used.studyId !== null) await door.join(tx, { studyId: used.studyId, raterId: userId });
}

function unusable(): NotFound {
  return new NotFound(
    'This link cannot be used.',
    'It may be incomplete, expired, used up or withdrawn. Ask the person who sent it for a new one.',
  );
}
