import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { revokeTokensOf } from '../api-tokens/token-store';
import { hashPassword } from '../password';
import { updatePasswordHash } from '../user-store';
import { deleteOtherSessions } from './own-account-store';

/** Gives the user another password and ends every session but one and all API tokens: whoever knew the old one is out. */
export async function changePassword(
  context: Context,
  { userId, sessionHash, password }: { userId: string; sessionHash: string; password: string },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await context.db.transaction(async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash);
    const ended = await deleteOtherSessions(tx, userId, { kept: sessionHash });
    await revokeTokensOf(tx, userId, context.now());
    await recordAudit(tx, context, {
      actorId: userId,
      action: 'password changed',
      objectId: userId,
      detail: { sessionsEnded: ended },
    });
  });
}
