import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/db/database';
import { migrate } from '../../server/db/migrate';
import { engines, migrationsFolder, openEmptyDatabase } from '../support/engines';

describe.each(engines)('migrations on %s', (engine) => {
  let db: Database;
  let folder: string;

  beforeEach(async () => {
    db = await openEmptyDatabase(engine);
    folder = mkdtempSync(join(tmpdir(), 'assay-migrations-'));
    write('0001_first.sql', 'CREATE TABLE a (x BIGINT); INSERT INTO a VALUES (1);');
  });
  afterEach(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);

  it('applies each once, in order', async () => {
    write('0002_second.sql', 'ALTER TABLE a ADD COLUMN y BIGINT; UPDATE a SET y = 2;');
    expect(await migrate(db, folder, 5)).toEqual(['0001_first', '0002_second']);
    expect(await migrate(db, folder, 6)).toEqual([]);
    expect(await db.all('SELECT x, y FROM a')).toEqual([{ x: 1, y: 2 }]);
  });

  it('reads only its own engine from a pair of files', async () => {
    write('0002_pair.sqlite.sql', `UPDATE a SET x = 10;`);
    write('0002_pair.postgres.sql', `UPDATE a SET x = 20;`);
    await migrate(db, folder, 0);
    expect(await db.get('SELECT x FROM a')).toEqual({ x: engine === 'sqlite' ? 10 : 20 });
  });

  it('refuses one that has changed since', async () => {
    await migrate(db, folder, 0);
    write('0001_first.sql', 'CREATE TABLE a (x BIGINT);');
    await expect(migrate(db, folder, 0)).rejects.toThrow(
      'Migration 0001_first has changed since it was applied',
    );
  });

  it('refuses a database of a newer version', async () => {
    await migrate(db, folder, 0);
    await db.run(`INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ('0009_later', 'c', 0)`);
    await expect(migrate(db, folder, 0)).rejects.toThrow('it was made by a newer Assay');
  });

  it('leaves nothing of one that fails', async () => {
    write('0002_broken.sql', 'CREATE TABLE b (x BIGINT); INSERT INTO nowhere VALUES (1);');
    await expect(migrate(db, folder, 0)).rejects.toHaveProperty(
      'message',
      expect.stringContaining('nowhere'),
    );
    await expect(db.all('SELECT * FROM b')).rejects.toHaveProperty('code');
    expect(await db.all('SELECT name FROM schema_migrations')).toEqual([{ name: '0001_first' }]);
  });

  it('may build anew what others refer to, but leaves no row that refers to nothing', async () => {
    write(
      '0002_family.sql',
      `CREATE TABLE p (id TEXT PRIMARY KEY, x BIGINT UNIQUE); INSERT INTO p VALUES ('a', 1);
      CREATE TABLE c (p TEXT REFERENCES p (id) ON DELETE CASCADE); INSERT INTO c VALUES ('a');`,
    );
    await migrate(db, folder, 0);
    if (engine === 'sqlite') {
      write(
        '0003_anew.sql',
        `CREATE TABLE q (id TEXT PRIMARY KEY, x BIGINT); INSERT INTO q SELECT * FROM p;
        DROP TABLE p; ALTER TABLE q RENAME TO p;`,
      );
      await migrate(db, folder, 0);
    }
    expect(await db.all('SELECT p FROM c')).toEqual([{ p: 'a' }]);
    write('0004_orphan.sql', `INSERT INTO c VALUES ('nobody');`);
    await expect(migrate(db, folder, 0)).rejects.toThrow(/foreign key|that is gone/);
    await expect(db.run(`INSERT INTO c VALUES ('nobody')`)).rejects.toHaveProperty('code');
    expect(await db.all('SELECT p FROM c')).toEqual([{ p: 'a' }]);
  });

  it('lets two that start at once take turns', async () => {
    const both = await Promise.all([migrate(db, folder, 0), migrate(db, folder, 0)]);
    expect(both.flat()).toEqual(['0001_first']);
    expect(await db.all('SELECT x FROM a')).toEqual([{ x: 1 }]);
  });

  it('gives a fresh database the schema of one upgraded step by step', async () => {
    const names = await migrate(db, migrationsFolder, 0);
    const upgraded = await openEmptyDatabase(engine);
    const steps = mkdtempSync(join(tmpdir(), 'assay-steps-'));
    for (const name of names) {
      for (const suffix of ['.sql', `.${engine}.sql`]) {
        const file = join(migrationsFolder, name + suffix);
        if (exists(file)) cpSync(file, join(steps, name + suffix));
      }
      await migrate(upgraded, steps, 0);
    }
    expect(await schemaOf(upgraded)).toEqual(await schemaOf(db));
    expect((await schemaOf(db)).length).toBeGreaterThan(15);
    await upgraded.close();
    rmSync(steps, { recursive: true });
  });
});

function exists(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

/** Every table and column as the engine itself tells them. */
async function schemaOf(db: Database): Promise<unknown[]> {
  if (db.dialect === 'sqlite') {
    return db.all(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`,
    );
  }
  return db.all(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = current_schema() ORDER BY table_name, column_name`,
  );
}
