import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { hashToken } from '../invites/hash-token';
import { insertAccessLink, revokePasswordLinks, type Access } from './access-link-store';

/** An invitation works for a week, a link for another password for an hour: who asked for it is waiting for it. */
export const invitationHolds = 7 * 24 * 60 * 60 * 1000;
export const passwordLinkHolds = 60 * 60 * 1000;

/**
 * Makes a link that works once. Another one for the same user's password ends the one before.
 * @returns its address; the token in it is stored nowhere, so this is the only time it can be shown
 */
export async function makeAccessLink(
  context: Context,
  access: Access,
  actorId: string,
): Promise<{ link: string; expiresAt: number }> {
  const token = context.newToken();
  const id = context.newId();
  const createdAt = context.now();
  const expiresAt = createdAt + (access.role === null ? passwordLinkHolds : invitationHolds);
  await context.db.transaction(async (tx) => {
    if (access.userId !== null) await revokePasswordLinks(tx, access.userId, createdAt);
    const row = { ...access, id, tokenHash: hashToken(token) };
    await insertAccessLink(tx, { ...row, expiresAt, createdBy: actorId, createdAt });
    const action = access.role === null ? 'password link made' : 'invitation made';
    const detail = access.role === null ? { userId: access.userId } : { role: access.role };
    await recordAudit(tx, context, { actorId, action, objectId: id, detail });
  });
  return { link: context.config.baseUrl + paths.access(token), expiresAt };
}
