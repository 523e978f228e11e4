import type { Database } from '../../db/database';

export type InviteRole = 'admin' | 'rater';

export interface Invite {
  readonly id: string;
  readonly role: InviteRole;
  readonly studyId: string | null;
  readonly maxUses: number;
  readonly uses: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly createdAt: number;
}

export interface NewInvite extends Omit<Invite, 'uses' | 'revokedAt'> {
  readonly tokenHash: string;
  readonly createdBy: string | null;
}

/** An invite somebody holds the link of, with what the page says about it. */
export interface OpenInvite {
  readonly id: string;
  readonly studyId: string | null;
  readonly studyName: string | null;
  /** What becomes of the ratings of whoever deletes the account. */
  readonly withdrawal: 'keep' | 'remove' | null;
}

interface Held {
  readonly tokenHash: string;
  readonly role: InviteRole;
  readonly now: number;
}

const columns = `id, role, study_id AS "studyId", max_uses AS "maxUses", uses, expires_at AS "expiresAt",
  revoked_at AS "revokedAt", created_at AS "createdAt"`;

export async function insertInvite(db: Database, invite: NewInvite): Promise<void> {
  await db.run(
    `INSERT INTO invites (id, token_hash, role, study_id, max_uses, uses, expires_at, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)`,
    invite.id,
    invite.tokenHash,
    invite.role,
    invite.studyId,
    invite.maxUses,
    invite.expiresAt,
    invite.createdBy,
    invite.createdAt,
  );
}

/** Undefined for a link that is unknown, of the other role, expired, used up or revoked: nobody is told which. */
export async function findOpenInvite(db: Database, held: Held): Promise<OpenInvite | undefined> {
  return db.get<OpenInvite>(
    `SELECT i.id, i.study_id AS "studyId", s.name AS "studyName", s.withdrawal
     FROM invites i LEFT JOIN studies s ON s.id = i.study_id
     WHERE i.token_hash = ? AND i.role = ? AND i.uses < i.max_uses AND i.expires_at > ? AND i.revoked_at IS NULL`,
    held.tokenHash,
    held.role,
    held.now,
  );
}

/** Takes one use, or gives undefined when there is none to take. */
export async function useInvite(
  tx: Database,
  held: Held,
): Promise<{ id: string; studyId: string | null } | undefined> {
  // One conditional statement: however many people use the link at once, no more than max_uses get in.
  const [used] = await tx.all<{ id: string; studyId: string | null }>(
    `UPDATE invites SET uses = uses + 1
     WHERE token_hash = ? AND role = ? AND uses < max_uses AND expires_at > ? AND revoked_at IS NULL
     RETURNING id, study_id AS "studyId"`,
    held.tokenHash,
    held.role,
    held.now,
  );
  return used;
}

export async function findInvite(db: Database, id: string): Promise<Invite | undefined> {
  return db.get<Invite>(`SELECT ${columns} FROM invites WHERE id = ?`, id);
}

/** The invites of a study, newest first. */
export async function listInvites(db: Database, studyId: string): Promise<Invite[]> {
  return db.all<Invite>(
    `SELECT ${columns} FROM invites WHERE study_id = ? ORDER BY created_at DESC, id DESC`,
    studyId,
  );
}

/** Does nothing to an invite that was revoked before. */
export async function revokeInvite(db: Database, id: string, now: number): Promise<{ isNew: boolean }> {
  const { changes } = await db.run(
    'UPDATE invites SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
    now,
    id,
  );
  return { isNew: changes === 1 };
}

/** Ends every way of becoming an administrator by a link. */
export async function revokeAdminInvites(db: Database, now: number): Promise<void> {
  await db.run("UPDATE invites SET revoked_at = ? WHERE role = 'admin' AND revoked_at IS NULL", now);
}

export async function findStudyName(db: Database, studyId: string): Promise<string | undefined> {
  const row = await db.get<{ name: string }>('SELECT name FROM studies WHERE id = ?', studyId);
  return row?.name;
}
