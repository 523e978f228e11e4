import type { Database } from '../../db/database';

export type PersonRole = 'admin' | 'analyst' | 'adjudicator';

/** What a link does: makes an account of a role, or sets another password for a user. */
export type Access =
  { readonly role: PersonRole; readonly userId: null } | { readonly role: null; readonly userId: string };

export type NewAccessLink = Access & {
  readonly id: string;
  readonly tokenHash: string;
  readonly expiresAt: number;
  readonly createdBy: string;
  readonly createdAt: number;
};

export type OpenAccessLink = Access & {
  readonly id: string;
  /** Whose password it sets. */
  readonly username: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
};

interface Held {
  readonly tokenHash: string;
  readonly now: number;
}

const openLinks = `SELECT l.id, l.role, l.user_id AS "userId", u.username, l.created_at AS "createdAt",
    l.expires_at AS "expiresAt"
  FROM access_links l LEFT JOIN users u ON u.id = l.user_id
  WHERE l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > ? AND u.disabled_at IS NULL`;

export async function insertAccessLink(db: Database, link: NewAccessLink): Promise<void> {
  await db.run(
    `INSERT INTO access_links (id, token_hash, role, user_id, expires_at, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    link.id,
    link.tokenHash,
    link.role,
    link.userId,
    link.expiresAt,
    link.createdBy,
    link.createdAt,
  );
}

/** Undefined for a link that is unknown, expired, used, withdrawn, or of a disabled account: nobody is told which. */
export async function findOpenAccessLink(
  db: Database,
  { tokenHash, now }: Held,
): Promise<OpenAccessLink | undefined> {
  return db.get<OpenAccessLink>(`${openLinks} AND l.token_hash = ?`, now, tokenHash);
}

/** Those that can still be used, newest first. */
export async function listOpenAccessLinks(db: Database, now: number): Promise<OpenAccessLink[]> {
  return db.all<OpenAccessLink>(`${openLinks} ORDER BY l.created_at DESC, l.id DESC`, now);
}

/** Uses the link up, or gives undefined when it cannot be used. */
export async function takeAccessLink(
  tx: Database,
  { tokenHash, now }: Held,
): Promise<(Access & { readonly id: string }) | undefined> {
  // One conditional statement: however many people use the link at once, it works once.
  const [taken] = await tx.all<Access & { id: string }>(
    `UPDATE access_links SET used_at = ?
     WHERE token_hash = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?
     RETURNING id, role, user_id AS "userId"`,
    now,
    tokenHash,
    now,
  );
  return taken;
}

/** @returns whether it could still be used before */
export async function revokeAccessLink(db: Database, id: string, now: number): Promise<boolean> {
  const { changes } = await db.run(
    'UPDATE access_links SET revoked_at = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL',
    now,
    id,
  );
  return changes === 1;
}

/** Withdraws what would set a user's password. */
export async function revokePasswordLinks(tx: Database, userId: string, now: number): Promise<void> {
  await tx.run(
    'UPDATE access_links SET revoked_at = ? WHERE user_id = ? AND used_at IS NULL AND revoked_at IS NULL',
    now,
    userId,
  );
}

/** Withdraws what an administrator has given out. */
export async function revokeLinksMadeBy(tx: Database, userId: string, now: number): Promise<void> {
  await tx.run(
    'UPDATE access_links SET revoked_at = ? WHERE created_by = ? AND used_at IS NULL AND revoked_at IS NULL',
    now,
    userId,
  );
}
