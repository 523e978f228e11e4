import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { NotFound } from '../../errors';
import type { SignedInUser } from '../../web/current-user';
import { revokeTokensOf } from '../api-tokens/token-store';
import { addUser } from '../create-user';
import { hashToken } from '../invites/hash-token';
import { hashPassword } from '../password';
import { deleteSessionsOf, resetPasswordHash } from '../people/people-store';
import { openAccountAgain } from '../sign-in-limits';
import { findUser, findUserByName } from '../user-store';
import {
  findOpenAccessLink,
  revokePasswordLinks,
  takeAccessLink,
  type Access,
  type OpenAccessLink,
} from './access-link-store';

/** Looks at the link without using it. @throws NotFound, the same whatever is wrong with it */
export async function loadOpenAccessLink({ db, now }: Context, token: string): Promise<OpenAccessLink> {
  const link = await findOpenAccessLink(db, { tokenHash: hashToken(token), now: now() });
  if (!link) throw unusable();
  return link;
}

/**
 * Makes the account an invitation is for.
 * @returns undefined when the username is taken; the link still works then
 */
export async function acceptInvitation(
  context: Context,
  token: string,
  { username, password }: { username: string; password: string },
): Promise<SignedInUser | undefined> {
  if (await findUserByName(context.db, username)) return undefined;
  const passwordHash = await hashPassword(password);
  return context.db.transaction(async (tx) => {
    const { id, role } = await take(tx, context, token);
    if (role === null) throw unusable();
    const user = await addUser(tx, context, { username, role, passwordHash, isSynthetic: false });
    await recordAudit(tx, context, { actorId: user.id, action: 'invitation used', objectId: id });
    return user;
  });
}

/** Sets another password, takes the personal link and API tokens back, and signs the user out everywhere. */
export async function resetPassword(context: Context, token: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const owner = await context.db.transaction(async (tx) => {
    const { userId } = await take(tx, context, token);
    if (userId === null) throw unusable();
    await resetPasswordHash(tx, userId, passwordHash);
    await revokePasswordLinks(tx, userId, context.now());
    await revokeTokensOf(tx, userId, context.now());
    const sessionsEnded = await deleteSessionsOf(tx, userId);
    const entry = { actorId: userId, action: 'password reset by link', objectId: userId };
    await recordAudit(tx, context, { ...entry, detail: { sessionsEnded } });
    return findUser(tx, userId);
  });
  if (owner) await openAccountAgain(context, owner.username);
}

async function take(
  tx: Database,
  { now }: Context,
  token: string,
): Promise<Access & { readonly id: string }> {
  const taken = await takeAccessLink(tx, { tokenHash: hashToken(token), now: now() });
  if (!taken) throw unusable();
  return taken;
}

function unusable(): NotFound {
  return new NotFound(
    'This link cannot be used.',
    'It may be incomplete, expired, used up or withdrawn. Ask the person who sent it for a new one.',
  );
}
