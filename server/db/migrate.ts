import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database';
import { isUniqueViolation } from './violations';

/** One file of `migrations/`, as this engine runs it. */
interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedRow {
  name: string;
  checksum: string;
}

/**
 * Applies what is missing, in order, one transaction each.
 * @param folder where the migrations lie
 * @param now the time to note beside each, milliseconds since the epoch
 * @returns the names applied by this call
 * @throws Error when an applied migration has changed since, is unknown here (a newer schema), or fails; a
 *   failed one leaves nothing behind
 */
export async function migrate(db: Database, folder: string, now: number): Promise<string[]> {
  const known = readMigrations(folder, db.dialect);
  await ensureList(db);
  // At most starts there is nothing to do, and a change of the schema ends with a look at every row of the database.
  const before = await listApplied(db, known);
  const applied: string[] = [];
  for (const migration of known.filter(({ name }) => !before.has(name))) {
    if (await applyOne(db, migration, known, now)) applied.push(migration.name);
  }
  if (known.length === 0) throw new Error(`No migrations were found in ${folder}.`);
  return applied;
}

async function ensureList(db: Database): Promise<void> {
  try {
    await db.run(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)',
    );
  } catch (error) {
    // Two processes that start at once on PostgreSQL: the other one has just made it.
    if (!isUniqueViolation(error)) throw error;
  }
}

async function applyOne(
  db: Database,
  migration: Migration,
  known: readonly Migration[],
  now: number,
): Promise<boolean> {
  return db.schemaChange(async (tx) => {
    // Locks the list, so that two processes starting at once take turns; the second then sees the first's rows.
    await tx.run('UPDATE schema_migrations SET applied_at = applied_at');
    if ((await listApplied(tx, known)).has(migration.name)) return false;
    // The row first: its key makes a second process wait even when the list was empty.
    const { changes } = await tx.run(
      'INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING',
      migration.name,
      migration.checksum,
      now,
    );
    if (changes === 0) return false;
    await tx.script(migration.sql);
    return true;
  });
}

/** The names of what has been applied. @throws Error when one has changed since, or is not known */
async function listApplied(db: Database, known: readonly Migration[]): Promise<Set<string>> {
  const rows = await db.all<AppliedRow>('SELECT name, checksum FROM schema_migrations ORDER BY name');
  assertUnderstood(rows, known);
  return new Set(rows.map(({ name }) => name));
}

function assertUnderstood(rows: readonly AppliedRow[], known: readonly Migration[]): void {
  for (const row of rows) {
    const migration = known.find(({ name }) => name === row.name);
    if (!migration) {
      throw new Error(
        `The database has migration ${row.name}, which this version does not know: it was made by a newer Assay. Start that version.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new Error(
        `Migration ${row.name} has changed since it was applied. Restore the file as it was released.`,
      );
    }
  }
}

/** `NNNN_name.sql` for both engines, or `NNNN_name.sqlite.sql` and `NNNN_name.postgres.sql`. */
function readMigrations(folder: string, dialect: Database['dialect']): Migration[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const match = /^(\d{4}_[a-z0-9_]+)(?:\.(sqlite|postgres))?\.sql$/.exec(file);
      if (!match?.[1] || (match[2] && match[2] !== dialect)) return [];
      const sql = readFileSync(join(folder, file), 'utf8');
      return [{ name: match[1], sql, checksum: createHash('sha256').update(sql).digest('hex') }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
