import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { hashToken } from '../invites/hash-token';
import { deleteOtherSessions } from '../own-account/own-account-store';
import { compactCode, makeKey, makeRecoveryCodes, stepOfCode } from './codes';
import { decryptKey, encryptKey } from './key-at-rest';
import {
  confirmKey,
  eraseSecondFactor,
  findSecondFactor,
  replaceRecoveryCodes,
  setPendingKey,
} from './second-factor-store';

/** Whose it is, and the session that stays. */
interface Owner {
  readonly userId: string;
  readonly sessionHash: string;
}

/** Makes a key that waits for its first code, unless there is one in use. */
export async function beginSecondFactor(context: Context, userId: string): Promise<void> {
  const key = makeKey(context.newToken);
  await setPendingKey(context.db, userId, encryptKey(context, userId, key));
}

/** The key that waits for its first code; undefined when none does. */
export async function findPendingKey(context: Context, userId: string): Promise<string | undefined> {
  const factor = await findSecondFactor(context.db, userId);
  if (!factor || factor.since !== null) return undefined;
  return decryptKey(context, userId, factor.encryptedKey);
}

/**
 * From now on signing in asks for a code. Ends every session but one.
 * @returns the recovery codes, which are stored nowhere; undefined for a wrong code
 */
export async function confirmSecondFactor(
  context: Context,
  { userId, sessionHash }: Owner,
  typed: string,
): Promise<string[] | undefined> {
  const { db, now } = context;
  const factor = await findSecondFactor(db, userId);
  const key = factor && decryptKey(context, userId, factor.encryptedKey);
  const step = key === undefined ? undefined : stepOfCode(key, compactCode(typed), now());
  if (!factor || step === undefined) return undefined;
  return db.transaction(async (tx) => {
    const confirmed = { encryptedKey: factor.encryptedKey, since: now(), step };
    if (!(await confirmKey(tx, userId, confirmed))) return undefined;
    await deleteOtherSessions(tx, userId, { kept: sessionHash });
    await record(tx, context, userId, 'second factor set up');
    return newCodes(tx, context, userId);
  });
}

/** Recovery codes in the place of those before, which work no more. */
export async function renewRecoveryCodes(context: Context, userId: string): Promise<string[]> {
  return context.db.transaction(async (tx) => {
    await record(tx, context, userId, 'recovery codes renewed');
    return newCodes(tx, context, userId);
  });
}

/** Signing in asks for no code any more. Ends every session but one. */
export async function removeSecondFactor(context: Context, { userId, sessionHash }: Owner): Promise<void> {
  await context.db.transaction(async (tx) => {
    await eraseSecondFactor(tx, userId);
    await deleteOtherSessions(tx, userId, { kept: sessionHash });
    await record(tx, context, userId, 'second factor removed');
  });
}

async function newCodes(tx: Database, context: Context, userId: string): Promise<string[]> {
  const codes = makeRecoveryCodes(context.newToken);
  await replaceRecoveryCodes(
    tx,
    userId,
    codes.map((code) => hashToken(compactCode(code))),
  );
  return codes;
}

async function record(tx: Database, context: Context, userId: string, action: string): Promise<void> {
  await recordAudit(tx, context, { actorId: userId, action, objectId: userId });
}
