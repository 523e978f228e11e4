import type { Database } from '../../db/database';
import type { PersonRole } from '../access/access-link-store';

/** Somebody who has an account and does not rate. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly role: PersonRole;
  readonly createdAt: number;
  readonly disabledAt: number | null;
  readonly secondFactorSince: number | null;
}

const people = `SELECT id, username, role, created_at AS "createdAt", disabled_at AS "disabledAt",
    second_factor_since AS "secondFactorSince"
  FROM users WHERE role <> 'rater'`;

export async function listPeople(db: Database): Promise<Person[]> {
  return db.all<Person>(`${people} ORDER BY username_key`);
}

/** Undefined for raters, too: nobody becomes one or stops being one. */
export async function findPerson(db: Database, id: string): Promise<Person | undefined> {
  return db.get<Person>(`${people} AND id = ?`, id);
}

/** Makes others who would change administrators wait until this transaction is over. */
export async function holdAdmins(tx: Database): Promise<void> {
  // PostgreSQL lets two administrators take each other's role at once unless both need the same rows.
  await tx.run("UPDATE users SET role = role WHERE role = 'admin'");
}

export async function updateRole(tx: Database, id: string, role: PersonRole): Promise<void> {
  await tx.run('UPDATE users SET role = ? WHERE id = ?', role, id);
}

/** @param at null for an account that can be used again */
export async function updateDisabled(tx: Database, id: string, at: number | null): Promise<void> {
  await tx.run('UPDATE users SET disabled_at = ? WHERE id = ?', at, id);
}

/** Another password in the place of every other way to sign in. */
export async function resetPasswordHash(tx: Database, id: string, passwordHash: string): Promise<void> {
  await tx.run(
    'UPDATE users SET password_hash = ?, link_hash = NULL, link_made_at = NULL WHERE id = ?',
    passwordHash,
    id,
  );
}

/** Signs somebody out everywhere. @returns how many sessions that were */
export async function deleteSessionsOf(tx: Database, userId: string): Promise<number> {
  await tx.run('DELETE FROM known_browsers WHERE user_id = ?', userId);
  const { changes } = await tx.run('DELETE FROM sessions WHERE user_id = ?', userId);
  return changes;
}
