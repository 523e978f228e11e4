import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { paths } from '../../paths';
import { hashToken } from '../invites/hash-token';
import { unusableHash } from '../password';
import { deleteLink, deleteOtherSessions, updateLink } from './own-account-store';

/**
 * Makes the link by which a user signs in without a password; one made before stops working.
 * @returns its address; the token in it is stored nowhere, so this is the only time it can be shown
 */
export async function makePersonalLink(tx: Database, context: Context, userId: string): Promise<string> {
  const token = context.newToken();
  await updateLink(tx, userId, { linkHash: hashToken(token), madeAt: context.now() });
  await recordAudit(tx, context, { actorId: userId, action: 'personal link made', objectId: userId });
  return context.config.baseUrl + paths.signInLink(token);
}

/** Makes another link, and ends every session but one: whoever had the old one is signed out. */
export async function renewPersonalLink(
  context: Context,
  { userId, sessionHash }: { userId: string; sessionHash: string },
): Promise<string> {
  return context.db.transaction(async (tx) => {
    await deleteOtherSessions(tx, userId, { kept: sessionHash });
    return makePersonalLink(tx, context, userId);
  });
}

/**
 * Takes the user's link back and ends every session but one.
 * @returns false when there is none, or when the user could not sign in any more without it
 */
export async function revokePersonalLink(
  context: Context,
  { userId, sessionHash }: { userId: string; sessionHash: string },
): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    if (!(await deleteLink(tx, userId, unusableHash))) return false;
    await deleteOtherSessions(tx, userId, { kept: sessionHash });
    await recordAudit(tx, context, { actorId: userId, action: 'personal link revoked', objectId: userId });
    return true;
  });
}
