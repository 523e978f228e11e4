import { recordAudit } from '../audit/audit-log';
import type { Context } from '../context';
import type { Database } from '../db/database';
import { isUniqueViolation } from '../db/violations';
import { Conflict } from '../errors';
import { firstSettings, type Role, type SignedInUser } from '../web/current-user';
import { hashPassword } from './password';
import { hasPseudonym, insertUser, type NewUser as UserRow } from './user-store';

type Sources = Pick<Context, 'now' | 'newId' | 'random'>;
type NewUser = Pick<UserRow, 'username' | 'role' | 'passwordHash' | 'isSynthetic'>;

/**
 * Makes an account with a password.
 * @throws Conflict when the username is taken
 */
export async function createUser(
  db: Database,
  context: Sources,
  user: { username: string; password: string; role: Role; isSynthetic?: boolean },
): Promise<SignedInUser> {
  const { username, password, role, isSynthetic = false } = user;
  const passwordHash = await hashPassword(password);
  return db.transaction((tx) => addUser(tx, context, { username, role, passwordHash, isSynthetic }));
}

/**
 * Adds the user inside a transaction.
 * @throws Conflict when the username is taken; the transaction cannot go on then
 */
export async function addUser(tx: Database, context: Sources, user: NewUser): Promise<SignedInUser> {
  const { username, role } = user;
  const id = context.newId();
  const pseudonym = await freePseudonym(tx, context.random);
  try {
    await insertUser(tx, {
      ...user,
      id,
      pseudonym,
      createdAt: context.now(),
      disabledAt: null,
      language: null,
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Conflict('This username is taken.', 'Choose another one.');
    throw error;
  }
  await recordAudit(tx, context, { actorId: null, action: 'user created', objectId: id, detail: { role } });
  return { id, username, role, pseudonym, language: null, settings: firstSettings, hasSecondFactor: false };
}

async function freePseudonym(tx: Database, random: () => number): Promise<string> {
  for (;;) {
    const pseudonym = freshPseudonym(random);
    if (!(await hasPseudonym(tx, pseudonym))) return pseudonym;
  }
}

/** What reports call a user: six random letters and digits, so that it tells nothing about the person. */
export function freshPseudonym(random: () => number): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const letters = Array.from({ length: 6 }, () => alphabet[Math.floor(random() * alphabet.length)]);
  return `R-${letters.join('')}`;
}
