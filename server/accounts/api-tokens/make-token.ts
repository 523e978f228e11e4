import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { SignedInUser } from '../../web/current-user';
import { hashToken } from '../invites/hash-token';
import type { Scope } from './scopes';
import { insertToken } from './token-store';

const day = 24 * 60 * 60_000;

/** @returns the token; it is stored nowhere, so this is the only time it can be shown */
export async function makeToken(
  context: Context,
  user: SignedInUser,
  { name, scopes, days }: { name: string; scopes: readonly Scope[]; days: number },
): Promise<string> {
  // The prefix lets programs that look for leaked secrets find it.
  const token = `assay_${context.newToken()}`;
  const id = context.newId();
  const createdAt = context.now();
  const whose = { userId: user.id, role: user.role };
  const lasting = { createdAt, expiresAt: createdAt + days * day };
  await context.db.transaction(async (tx) => {
    await insertToken(tx, { id, tokenHash: hashToken(token), ...whose, name, scopes, ...lasting });
    const detail = { scopes: scopes.join(' '), days };
    await recordAudit(tx, context, { actorId: user.id, action: 'API token made', objectId: id, detail });
  });
  return token;
}
