import type { Context } from '../context';
import type { Database } from '../db/database';
import { isUniqueViolation } from '../db/violations';
import { Conflict } from '../errors';
import { freshPseudonym } from './create-user';
import { unusableHash } from './password';
import { insertUsers, listTakenPseudonyms, type NewUser } from './user-store';

/**
 * Adds people who have rated elsewhere. Nobody can ever sign in as them, and they are not synthetic.
 * @returns their ids, in the order of their usernames
 * @throws Conflict when a username is taken; the transaction cannot go on then
 */
export async function addOutsideRaters(
  tx: Database,
  context: Pick<Context, 'now' | 'newId' | 'random'>,
  usernames: readonly string[],
): Promise<string[]> {
  const pseudonyms = await freePseudonyms(tx, context.random, usernames.length);
  const now = context.now();
  const users = usernames.map((username, index): NewUser => ({
    id: context.newId(),
    username,
    pseudonym: pseudonyms[index]!,
    role: 'rater',
    passwordHash: unusableHash,
    isSynthetic: false,
    createdAt: now,
    disabledAt: now,
    language: null,
  }));
  try {
    await insertUsers(tx, users);
  } catch (error) {
    if (isUniqueViolation(error)) throw new Conflict('A username is taken.', 'Choose another name.');
    throw error;
  }
  return users.map(({ id }) => id);
}

async function freePseudonyms(tx: Database, random: () => number, count: number): Promise<string[]> {
  const free = new Set<string>();
  while (free.size < count) {
    while (free.size < count) free.add(freshPseudonym(random));
    for (const taken of await listTakenPseudonyms(tx, [...free])) free.delete(taken);
  }
  return [...free];
}
