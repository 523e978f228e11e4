import type { Database } from '../db/database';

/** A browser is known for this long after somebody has signed in with it. */
export const knownFor = 180 * 24 * 60 * 60_000;
/** Of one user, so that nobody fills the table by signing in again and again. */
const mostBrowsers = 20;

/** Whether somebody has signed in with the browser by this username lately. */
export async function isKnownBrowser(
  db: Database,
  { tokenHash, usernameKey, now }: { tokenHash: string; usernameKey: string; now: number },
): Promise<boolean> {
  const row = await db.get(
    `SELECT users.id FROM known_browsers JOIN users ON users.id = known_browsers.user_id
     WHERE known_browsers.token_hash = ? AND users.username_key = ? AND known_browsers.used_at > ?`,
    tokenHash,
    usernameKey,
    now - knownFor,
  );
  return row !== undefined;
}

/**
 * Gives the browser another token, for everybody who has signed in with it, and for this user. Who gave it the one
 * before knows nothing of this one.
 */
export async function replaceBrowser(
  tx: Database,
  browser: {
    oldHash: string | undefined;
    tokenHash: string;
    userId: string;
    sessionHash: string;
    now: number;
  },
): Promise<void> {
  const { oldHash, tokenHash, userId, sessionHash, now } = browser;
  if (oldHash !== undefined) {
    await tx.run('DELETE FROM known_browsers WHERE token_hash = ? AND user_id = ?', oldHash, userId);
    await tx.run('UPDATE known_browsers SET token_hash = ? WHERE token_hash = ?', tokenHash, oldHash);
  }
  await tx.run(
    'INSERT INTO known_browsers (token_hash, user_id, session_hash, used_at) VALUES (?, ?, ?, ?)',
    tokenHash,
    userId,
    sessionHash,
    now,
  );
  await tx.run(
    `DELETE FROM known_browsers WHERE user_id = ? AND (used_at <= ? OR token_hash NOT IN (
       SELECT token_hash FROM known_browsers WHERE user_id = ? ORDER BY used_at DESC, token_hash LIMIT ?
     ))`,
    userId,
    now - knownFor,
    userId,
    mostBrowsers,
  );
}
