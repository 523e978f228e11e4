import { readdirSync } from 'node:fs';
import { hasSchema } from './copying/catalogue';
import type { Reads } from './reads';

/** none: no migration was ever applied; older or newer than the migrations in the folder; or just those. */
export type SchemaVersion = 'none' | 'older' | 'current' | 'newer';

/** Which migrations a database has, without applying any. */
export async function schemaVersion(db: Reads, folder: string): Promise<SchemaVersion> {
  if (!(await hasSchema(db))) return 'none';
  const known = new Set(
    readdirSync(folder).flatMap((file) => /^\d{4}_[a-z0-9_]+(?=\.([a-z]+\.)?sql$)/.exec(file)?.[0] ?? []),
  );
  const rows = await db.all<{ name: string }>('SELECT name FROM schema_migrations');
  if (rows.some(({ name }) => !known.has(name))) return 'newer';
  return rows.length < known.size ? 'older' : 'current';
}
