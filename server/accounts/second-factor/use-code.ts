import type { Context } from '../../context';
import { throttle, type Throttle } from '../../web/throttling/rate-limit';
import { hashToken } from '../invites/hash-token';
import { compactCode, stepOfCode } from './codes';
import { decryptKey } from './key-at-rest';
import { findSecondFactor, takeRecoveryCode, takeStep } from './second-factor-store';

/** Wrong codes of one user, wherever they come from: only who knows the password gets as far. */
export function codeLimit(context: Context): Throttle {
  return throttle(context, 'codes of account');
}

/** Uses a code up. @returns what it was; undefined when it is wrong or was used before */
export async function useCode(
  context: Context,
  userId: string,
  typed: string,
): Promise<'code' | 'recovery code' | undefined> {
  const code = compactCode(typed);
  if (!/^\d{6}$/.test(code)) {
    const recovery = { codeHash: hashToken(code), now: context.now() };
    return (await takeRecoveryCode(context.db, userId, recovery)) ? 'recovery code' : undefined;
  }
  const factor = await findSecondFactor(context.db, userId);
  const key = factor && decryptKey(context, userId, factor.encryptedKey);
  const step = key === undefined ? undefined : stepOfCode(key, code, context.now());
  return step !== undefined && (await takeStep(context.db, userId, step)) ? 'code' : undefined;
}
