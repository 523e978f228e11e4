import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { openAccountAgain } from '../sign-in-limits';
import { findUserByName } from '../user-store';

/**
 * Lets somebody sign in again after too many wrong passwords in a row.
 * @param actorId the administrator's; null on the command line
 * @returns the username as it is written in the account; undefined when nobody has it
 */
export async function openAccount(
  context: Context,
  { username, actorId }: { username: string; actorId: string | null },
): Promise<string | undefined> {
  const user = await findUserByName(context.db, username);
  if (!user) return undefined;
  await openAccountAgain(context, user.username);
  await recordAudit(context.db, context, { actorId, action: 'account opened again', objectId: user.id });
  return user.username;
}
