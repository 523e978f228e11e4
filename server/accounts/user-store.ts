import type { Database } from '../db/database';
import { insertRows } from '../db/insert-rows';
import { placeholders } from '../db/placeholders';
import type { PageSettings, Role, SignedInUser } from '../web/current-user';

export interface User extends SignedInUser {
  readonly passwordHash: string;
  readonly isSynthetic: boolean;
  readonly createdAt: number;
  readonly disabledAt: number | null;
  /** When the link was made by which the user signs in; null when there is none. */
  readonly linkMadeAt: number | null;
}

/** A user as it starts: without a link, and with nothing set. */
export type NewUser = Omit<User, 'linkMadeAt' | 'settings' | 'hasSecondFactor'>;

interface UserRow {
  id: string;
  username: string;
  pseudonym: string;
  role: Role;
  password_hash: string;
  is_synthetic: 0 | 1;
  created_at: number;
  disabled_at: number | null;
  language: string | null;
  link_made_at: number | null;
  text_size: PageSettings['textSize'];
  shortcuts: 0 | 1;
  auto_advance: 0 | 1;
  second_factor_since: number | null;
}

/** Parameters of one statement. */
const pseudonymsAtOnce = 500;

const columns = `id, username, pseudonym, role, password_hash, is_synthetic, created_at, disabled_at, language,
  link_made_at, text_size, shortcuts, auto_advance, second_factor_since`;

const insertedColumns = [
  ...['id', 'username', 'username_key', 'pseudonym', 'role', 'password_hash', 'is_synthetic'],
  ...['created_at', 'disabled_at', 'language'],
];

export async function findUser(db: Database, id: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(`SELECT ${columns} FROM users WHERE id = ?`, id);
  return row && toUser(row);
}

/** Finds the user whatever the case or width of the letters typed. */
export async function findUserByName(db: Database, username: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(
    `SELECT ${columns} FROM users WHERE username_key = ?`,
    usernameKey(username),
  );
  return row && toUser(row);
}

export async function hasPseudonym(db: Database, pseudonym: string): Promise<boolean> {
  return (await db.get('SELECT id FROM users WHERE pseudonym = ?', pseudonym)) !== undefined;
}

/** Those of the pseudonyms that somebody has. */
export async function listTakenPseudonyms(db: Database, pseudonyms: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  for (let start = 0; start < pseudonyms.length; start += pseudonymsAtOnce) {
    const some = pseudonyms.slice(start, start + pseudonymsAtOnce);
    const rows = await db.all<{ pseudonym: string }>(
      `SELECT pseudonym FROM users WHERE pseudonym IN (${placeholders(some)})`,
      ...some,
    );
    taken.push(...rows.map(({ pseudonym }) => pseudonym));
  }
  return taken;
}

export async function countAdmins(db: Database): Promise<number> {
  const row = await db.get<{ count: number }>("SELECT count(*) AS count FROM users WHERE role = 'admin'");
  return row?.count ?? 0;
}

/** Fails with a unique violation when the username is taken. */
export async function insertUser(db: Database, user: NewUser): Promise<void> {
  await insertUsers(db, [user]);
}

/** Fails with a unique violation when one of the usernames is taken. */
export async function insertUsers(db: Database, users: readonly NewUser[]): Promise<void> {
  const rows = users.map((user) => [
    user.id,
    user.username,
    usernameKey(user.username),
    user.pseudonym,
    user.role,
    user.passwordHash,
    user.isSynthetic ? 1 : 0,
    user.createdAt,
    user.disabledAt,
    user.language,
  ]);
  await insertRows(db, 'users', insertedColumns, rows);
}

export async function updatePasswordHash(db: Database, id: string, passwordHash: string): Promise<void> {
  await db.run('UPDATE users SET password_hash = ? WHERE id = ?', passwordHash, id);
}

export async function updateLanguage(db: Database, id: string, language: string): Promise<void> {
  await db.run('UPDATE users SET language = ? WHERE id = ?', language, id);
}

/** How usernames are compared: two that look alike up to case and width are one. */
export function usernameKey(username: string): string {
  return username.trim().normalize('NFKC').toLowerCase();
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    pseudonym: row.pseudonym,
    role: row.role,
    passwordHash: row.password_hash,
    isSynthetic: row.is_synthetic === 1,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    language: row.language,
    linkMadeAt: row.link_made_at,
    settings: {
      textSize: row.text_size,
      shortcuts: row.shortcuts === 1,
      autoAdvance: row.auto_advance === 1,
    },
    hasSecondFactor: row.second_factor_since !== null,
  };
}
