import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './guessable-password';
import { limitParallel } from './limit-parallel';

export const shortestPassword = 15;
export const longestPassword = 200;

/** What stands in the database for a user nobody can sign in as. */
export const unusableHash = 'none';

/** Hashing is slow on purpose: a flood of it must not take every core and all memory from the raters. */
const inTurn = limitParallel(2, 50);
/** The hash of 32 random bytes that nobody kept: unknown users cost as much time as known ones. */
const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$vZlp09d5MlAYCtG9p5BKnA$EH5MEz51FV11lo2ttR8NrjcgNxJl9y2axSNNtpO3O0I';

/** The words of the site that no password may contain: the product's and those of its address but the last. */
export function siteWords(baseUrl: string): string[] {
  const { hostname } = new URL(baseUrl);
  const labels = hostname
    .split('.')
    .filter((_label, index, all) => index < all.length - 1 || all.length === 1);
  return ['assay', ...labels.filter((label) => label.length >= 4 && !/^\d+$/.test(label))];
}

/**
 * What is wrong with a new password, as a sentence. Length is what makes a password strong, unless it is what others
 * have, too; nothing else is asked.
 */
export function passwordFault(
  password: string,
  username: string,
  site: readonly string[],
): string | undefined {
  const characters = [...password.normalize('NFC')];
  if (characters.length < shortestPassword) {
    return `Enter a password of at least ${shortestPassword} characters. A few words in a row are easy to remember.`;
  }
  if (characters.length > longestPassword) {
    return `Enter a password of at most ${longestPassword} characters.`;
  }
  if (new Set(characters).size < 5) return 'Enter a password with more different characters.';
  const name = folded(username.trim());
  if ([...name].length >= 3 && folded(password).includes(name)) {
    return 'Enter a password that does not contain your username.';
  }
  if (site.some((word) => folded(password).includes(word))) {
    return 'Enter a password that does not contain the name of this site.';
  }
  if (isCommonPassword(password)) {
    return 'Enter a password that is not made of common passwords, repeated words or rows of keys.';
  }
  return undefined;
}

/** Argon2id with 19 MiB and two passes, as a PHC string. The whole password counts, in Unicode's composed form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 }));
}

/**
 * Whether the password belongs to the stored hash. Takes the same time when there is none.
 * @param stored undefined when there is no such user
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const typed = password.normalize('NFC');
  const known = stored !== undefined && stored !== unusableHash && [...typed].length <= longestPassword;
  const right = await inTurn(() => verify(known ? stored : dummyHash, known ? typed : ''));
  return known && right;
}

/** A password of 20 letters and digits without look-alikes: 100 random bits. */
export function generatePassword(newToken: () => string): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const bytes = Buffer.from(newToken(), 'base64url').subarray(0, 20);
  const letters = Array.from(bytes, (byte) => alphabet[byte % 32]).join('');
  return letters.replace(/(.{5})(?!$)/g, '$1-');
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
