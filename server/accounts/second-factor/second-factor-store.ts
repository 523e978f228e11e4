import type { Database } from '../../db/database';
import { insertRows } from '../../db/insert-rows';

/** What codes are computed from, encrypted, and since when they are asked for. */
export interface SecondFactor {
  readonly encryptedKey: string;
  /** Null while it waits for its first code. */
  readonly since: number | null;
}

export async function findSecondFactor(db: Database, userId: string): Promise<SecondFactor | undefined> {
  return db.get<SecondFactor>(
    `SELECT second_factor_key AS "encryptedKey", second_factor_since AS "since" FROM users
     WHERE id = ? AND second_factor_key IS NOT NULL`,
    userId,
  );
}

/** A key in the place of one that has had no code yet. @returns false when there is one in use */
export async function setPendingKey(db: Database, userId: string, encryptedKey: string): Promise<boolean> {
  const { changes } = await db.run(
    `UPDATE users SET second_factor_key = ?, second_factor_step = 0
     WHERE id = ? AND second_factor_since IS NULL`,
    encryptedKey,
    userId,
  );
  return changes === 1;
}

/** @returns false when it is in use already, or when another key has taken its place */
export async function confirmKey(
  tx: Database,
  userId: string,
  { encryptedKey, since, step }: { encryptedKey: string; since: number; step: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE users SET second_factor_since = ?, second_factor_step = ?
     WHERE id = ? AND second_factor_key = ? AND second_factor_since IS NULL`,
    since,
    step,
    userId,
    encryptedKey,
  );
  return changes === 1;
}

/** Uses up the codes up to a step. @returns false when the step was used before */
export async function takeStep(db: Database, userId: string, step: number): Promise<boolean> {
  // One conditional statement: sent twice at once, a code works once.
  const { changes } = await db.run(
    'UPDATE users SET second_factor_step = ? WHERE id = ? AND second_factor_step < ?',
    step,
    userId,
    step,
  );
  return changes === 1;
}

/** Codes in the place of those before. */
export async function replaceRecoveryCodes(
  tx: Database,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.run('DELETE FROM recovery_codes WHERE user_id = ?', userId);
  const rows = hashes.map((hash) => [userId, hash]);
  await insertRows(tx, 'recovery_codes', ['user_id', 'code_hash'], rows);
}

/** @returns false when there is no such code, or when it was used before */
export async function takeRecoveryCode(
  db: Database,
  userId: string,
  { codeHash, now }: { codeHash: string; now: number },
): Promise<boolean> {
  const { changes } = await db.run(
    'UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL',
    now,
    userId,
    codeHash,
  );
  return changes === 1;
}

export async function countRecoveryCodes(db: Database, userId: string): Promise<number> {
  const row = await db.get<{ count: number }>(
    'SELECT count(*) AS count FROM recovery_codes WHERE user_id = ? AND used_at IS NULL',
    userId,
  );
  return row?.count ?? 0;
}

/** Signing in asks for no code any more. */
export async function eraseSecondFactor(tx: Database, userId: string): Promise<void> {
  await tx.run(
    `UPDATE users SET second_factor_key = NULL, second_factor_since = NULL, second_factor_step = 0 WHERE id = ?`,
    userId,
  );
  await tx.run('DELETE FROM recovery_codes WHERE user_id = ?', userId);
}
