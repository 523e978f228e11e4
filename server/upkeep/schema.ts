import { join } from 'node:path';
import { projectFolder } from '../config';
import type { Context } from '../context';
import { migrate } from '../db/migrate';
import { openDatabase } from '../db/open-database';
import type { Reads } from '../db/reads';
import { schemaVersion } from '../db/schema-version';
import { Conflict } from '../errors';

const migrations = join(projectFolder, 'migrations');

/**
 * @param name what to call the database
 * @throws Conflict unless it has exactly the schema of this version
 */
export async function assertCurrentSchema(db: Reads, name: string): Promise<void> {
  const version = await schemaVersion(db, migrations);
  if (version === 'none') {
    throw new Conflict(`${name} is no database of Assay.`, 'Check its name.');
  }
  if (version === 'older') {
    throw new Conflict(
      `${name} is of an older version of Assay.`,
      'Use the version that made it, or bring it up to date: the database with migrate, a backup by restoring it.',
    );
  }
  if (version === 'newer') {
    throw new Conflict(`${name} is of a newer version of Assay.`, 'Use that version.');
  }
}

/** Brings a database up to date, or makes one. */
export async function migrateDatabase(url: string, { now }: Pick<Context, 'now'>): Promise<void> {
  const db = await openDatabase(url);
  try {
    await migrate(db, migrations, now());
  } finally {
    await db.close();
  }
}
