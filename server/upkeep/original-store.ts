import type { Reads } from '../db/reads';

/** The hashes of all files that imports and datasets were made from, in order. */
export async function listOriginalHashes(db: Reads): Promise<string[]> {
  const rows = await db.all<{ sha256: string }>(
    'SELECT sha256 FROM imports UNION SELECT sha256 FROM datasets ORDER BY sha256',
  );
  return rows.map(({ sha256 }) => sha256);
}
