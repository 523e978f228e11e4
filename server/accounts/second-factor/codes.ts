import { Secret, TOTP } from 'otpauth';
import encodeQR from 'qr';
import type { Context } from '../../context';

/** Codes change with every half minute; one before and one after are taken, for clocks that differ. */
const period = 30;
const stepsAside = 1;
const recoveryCodeCount = 10;

/** A key of 160 random bits, as people type it. */
export function makeKey(newToken: Context['newToken']): string {
  const bytes = Uint8Array.from(Buffer.from(newToken(), 'base64url').subarray(0, 20));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** The address that programs for codes read the key from. */
export function keyAddress(key: string, username: string): string {
  return passwordOf(key, username).toString();
}

/** The address as a QR code, which telephones read: an image as a `data:` address, five dots to a square. */
export function pictureOf(address: string): string {
  return encodeQR(address, 'data-url', { ecc: 'medium', border: 4, scale: 5 });
}

/** Which half minute a code belongs to; undefined when it is none of this time (RFC 6238). */
export function stepOfCode(key: string, code: string, now: number): number | undefined {
  const aside = passwordOf(key).validate({ token: code, timestamp: now, window: stepsAside });
  return aside === null ? undefined : Math.floor(now / 1000 / period) + aside;
}

/** Codes that work without the program, once each: 120 random bits, so that a hash of them is kept like one of a link. */
export function makeRecoveryCodes(newToken: Context['newToken']): string[] {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from({ length: recoveryCodeCount }, () => {
    const bytes = Buffer.from(newToken(), 'base64url').subarray(0, 24);
    return Array.from(bytes, (byte) => alphabet[byte % 32])
      .join('')
      .replace(/(.{6})(?!$)/g, '$1-');
  });
}

/** As it is compared: without the spaces and dashes that people type or leave out. */
export function compactCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toLowerCase();
}

function passwordOf(key: string, label = ''): TOTP {
  const secret = Secret.fromBase32(key);
  return new TOTP({ issuer: 'Assay', label, algorithm: 'SHA1', digits: 6, period, secret });
}
