import type { Database } from '../../db/database';
import type { PageSettings } from '../../web/current-user';
import type { SessionLimits } from '../../web/sessions/session-limits';

/** A browser somebody is signed in with. */
export interface OpenSession {
  readonly idHash: string;
  readonly signedInAt: number;
  /** Within a minute. */
  readonly usedAt: number;
}

/** The user's sessions that have not ended, the last one used first. */
export async function listOpenSessions(
  db: Database,
  userId: string,
  { now, limits }: { now: number; limits: SessionLimits },
): Promise<OpenSession[]> {
  const rows = await db.all<{ idHash: string; signedInAt: number; expiresAt: number }>(
    `SELECT id_hash AS "idHash", created_at AS "signedInAt", expires_at AS "expiresAt" FROM sessions
     WHERE user_id = ? AND expires_at > ? AND created_at > ? ORDER BY expires_at DESC, id_hash`,
    userId,
    now,
    now - limits.absolute,
  );
  return rows.map(({ expiresAt, ...session }) => ({ ...session, usedAt: expiresAt - limits.idle }));
}

/**
 * Signs the user out everywhere but in one session, or only in one other, and forgets the browsers of what ends.
 * @returns how many sessions that were
 */
export async function deleteOtherSessions(
  db: Database,
  userId: string,
  { kept, only }: { kept: string; only?: string | undefined },
): Promise<number> {
  const given = [userId, kept, only ?? null, only ?? null];
  await db.run(
    `DELETE FROM known_browsers
     WHERE user_id = ? AND session_hash <> ? AND (CAST(? AS TEXT) IS NULL OR session_hash = ?)`,
    ...given,
  );
  const { changes } = await db.run(
    'DELETE FROM sessions WHERE user_id = ? AND id_hash <> ? AND (CAST(? AS TEXT) IS NULL OR id_hash = ?)',
    ...given,
  );
  return changes;
}

export async function updateSettings(db: Database, userId: string, settings: PageSettings): Promise<void> {
  await db.run(
    'UPDATE users SET text_size = ?, shortcuts = ?, auto_advance = ? WHERE id = ?',
    settings.textSize,
    settings.shortcuts ? 1 : 0,
    settings.autoAdvance ? 1 : 0,
    userId,
  );
}

/** Who signs in by the link with this token; undefined for none that works. */
export async function findLinkHolder(db: Database, linkHash: string): Promise<string | undefined> {
  const row = await db.get<{ id: string }>(
    'SELECT id FROM users WHERE link_hash = ? AND disabled_at IS NULL',
    linkHash,
  );
  return row?.id;
}

/** Puts a link in the place of the one before. */
export async function updateLink(
  db: Database,
  userId: string,
  { linkHash, madeAt }: { linkHash: string; madeAt: number },
): Promise<void> {
  await db.run('UPDATE users SET link_hash = ?, link_made_at = ? WHERE id = ?', linkHash, madeAt, userId);
}

/**
 * Lets nobody sign in by the user's link any more, unless it is the only way to sign in.
 * @returns whether there was one to remove
 */
export async function deleteLink(db: Database, userId: string, unusableHash: string): Promise<boolean> {
  const { changes } = await db.run(
    `UPDATE users SET link_hash = NULL, link_made_at = NULL
     WHERE id = ? AND link_hash IS NOT NULL AND password_hash <> ?`,
    userId,
    unusableHash,
  );
  return changes === 1;
}

/**
 * Leaves nothing of a user but a row that ratings stand under: no name, no way to sign in, nothing set, no sessions, no
 * messages, no answers that wait.
 */
export async function eraseUser(
  tx: Database,
  id: string,
  left: { username: string; pseudonym: string; passwordHash: string; now: number },
): Promise<void> {
  const { username, pseudonym, passwordHash, now } = left;
  await tx.run(
    `UPDATE users SET username = ?, username_key = ?, pseudonym = ?, password_hash = ?, language = NULL,
       text_size = 'normal', shortcuts = 1, auto_advance = 0, link_hash = NULL, link_made_at = NULL,
       disabled_at = ?, deleted_at = ?
     WHERE id = ?`,
    username,
    username.toLowerCase(),
    pseudonym,
    passwordHash,
    now,
    now,
    id,
  );
  await tx.run(
    `UPDATE panel_visits SET participant = ?, panel_study = NULL, panel_session = NULL, reentry_hash = '' WHERE user_id = ?`,
    username,
    id,
  );
  await tx.run('DELETE FROM sessions WHERE user_id = ?', id);
  await tx.run('DELETE FROM known_browsers WHERE user_id = ?', id);
  await tx.run('DELETE FROM api_tokens WHERE user_id = ?', id);
  await tx.run('DELETE FROM messages WHERE rater_id = ? AND reply_to IS NOT NULL', id);
  await tx.run('DELETE FROM messages WHERE rater_id = ?', id);
  await tx.run('DELETE FROM opt_outs WHERE rater_id = ?', id);
  await tx.run(
    'DELETE FROM parked_ratings WHERE assignment_id IN (SELECT id FROM assignments WHERE rater_id = ?)',
    id,
  );
}
