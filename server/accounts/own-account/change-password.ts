import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { hashPassword } from '../password';
import { updatePasswordHash } from '../user-store';
import { deleteOtherSessions } from './own-account-store';

/** Gives the user another password and ends every session but one: whoever knew the old one is signed out. */
export async function changePassword(
  context: Context,
  { userId, sessionHash, password }: { userId: string; sessionHash: string; password: string },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await context.db.transaction(async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash);
    const ended = await deleteOtherSessions(tx, userId, sessionHash);
    await recordAudit(tx, context, {
      actorId: userId,
      action: 'password changed',
      objectId: userId,
      detail: { sessionsEnded: ended },
    });
  });
}
