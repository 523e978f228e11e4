import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Context } from '../../context';

const cipher = 'aes-256-gcm';
const [ivLength, tagLength] = [12, 16];

type Sources = Pick<Context, 'config' | 'newToken'>;

/** A key as it is stored: of use to nobody who has the database without the session secret, nor for another user. */
export function encryptKey({ config, newToken }: Sources, userId: string, key: string): string {
  const iv = Buffer.from(newToken(), 'base64url').subarray(0, ivLength);
  const encrypting = createCipheriv(cipher, storageKey(config.sessionSecret), iv).setAAD(Buffer.from(userId));
  const text = Buffer.concat([encrypting.update(key, 'utf8'), encrypting.final()]);
  return Buffer.concat([iv, encrypting.getAuthTag(), text]).toString('base64url');
}

/** Undefined when the session secret is another one than it was. */
export function decryptKey(
  { config }: Pick<Sources, 'config'>,
  userId: string,
  stored: string,
): string | undefined {
  const bytes = Buffer.from(stored, 'base64url');
  const iv = bytes.subarray(0, ivLength);
  const decrypting = createDecipheriv(cipher, storageKey(config.sessionSecret), iv, {
    authTagLength: tagLength,
  })
    .setAAD(Buffer.from(userId))
    .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  try {
    const text = decrypting.update(bytes.subarray(ivLength + tagLength));
    return Buffer.concat([text, decrypting.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function storageKey(sessionSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', sessionSecret, '', 'assay: keys of second factors', 32));
}
