import type { Database } from '../../db/database';
import type { Scope } from './scopes';

export interface ApiToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Within a minute; null for one that was never used. */
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

export type NewToken = Omit<ApiToken, 'usedAt' | 'revokedAt'> & {
  readonly tokenHash: string;
  readonly role: string;
};

type Row = Omit<ApiToken, 'name' | 'scopes'> & { readonly name: string; readonly scopes: string };

const columns = `id, user_id AS "userId", name, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
  used_at AS "usedAt", revoked_at AS "revokedAt"`;

export async function insertToken(tx: Database, token: NewToken): Promise<void> {
  await tx.run(
    `INSERT INTO api_tokens (id, token_hash, user_id, role, name, scopes, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    token.id,
    token.tokenHash,
    token.userId,
    token.role,
    JSON.stringify(token.name),
    JSON.stringify(token.scopes),
    token.createdAt,
    token.expiresAt,
  );
}

/** The token with this hash that opens something: not ended, of a user who is not disabled and has the same role. */
export async function findLiveToken(
  db: Database,
  { tokenHash, now }: { tokenHash: string; now: number },
): Promise<ApiToken | undefined> {
  const row = await db.get<Row>(
    `SELECT ${columns} FROM api_tokens
     WHERE token_hash = ? AND revoked_at IS NULL AND expires_at > ? AND role =
       (SELECT users.role FROM users WHERE users.id = api_tokens.user_id AND users.disabled_at IS NULL)`,
    tokenHash,
    now,
  );
  return row && toToken(row);
}

/** All of a user, the newest first. */
export async function listTokens(db: Database, userId: string): Promise<ApiToken[]> {
  const rows = await db.all<Row>(
    `SELECT ${columns} FROM api_tokens WHERE user_id = ? ORDER BY created_at DESC, id DESC`,
    userId,
  );
  return rows.map(toToken);
}

export async function updateTokenUse(db: Database, id: string, now: number): Promise<void> {
  await db.run('UPDATE api_tokens SET used_at = ? WHERE id = ?', now, id);
}

/** @returns whether it was the user's and not revoked before */
export async function revokeToken(
  db: Database,
  { id, userId, now }: { id: string; userId: string; now: number },
): Promise<boolean> {
  const { changes } = await db.run(
    'UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at IS NULL',
    now,
    id,
    userId,
  );
  return changes === 1;
}

/** For whenever it is in doubt who has them: another password, another role, a disabled account. */
export async function revokeTokensOf(db: Database, userId: string, now: number): Promise<void> {
  await db.run('UPDATE api_tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL', now, userId);
}

function toToken(row: Row): ApiToken {
  return { ...row, name: JSON.parse(row.name) as string, scopes: JSON.parse(row.scopes) as Scope[] };
}
