import BetterSqlite from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFilledTable } from '../../server/db/copying/copy-rows';
import { connect } from '../../server/db/copying/postgres-connection';
import { openSnapshot } from '../../server/db/copying/snapshot';
import { copyDatabase } from '../../server/upkeep/copy-database';
import { engines } from '../support/engines';
import { createFilledPlace, createPlace, filesOf, migrated, withDatabase, type Place } from './place';

const silent = (): void => undefined;
const copy = (from: Place, to: Place) => copyDatabase(from.context, to.url, silent);

/** Whether there is nothing but, perhaps, a schema. */
async function isEmpty({ url, folder }: Place): Promise<boolean> {
  if (url.startsWith('sqlite:') && !existsSync(join(folder, 'assay.db')))
    return readdirSync(folder).every((name) => name.endsWith('.server-lock'));
  const db = await openSnapshot(url);
  const filled = await findFilledTable(db);
  await db.close();
  return filled === undefined;
}

describe.each(engines.flatMap((from) => engines.map((to) => ({ from, to }))))(
  'a copy from $from to $to',
  ({ from, to }) => {
    let source: Place & { studyId: string };
    let target: Place;

    beforeEach(async () => {
      source = await createFilledPlace(from);
      target = await createPlace(to);
    });
    afterEach(async () => {
      await source.drop();
      await target.drop();
    });

    it('gives every file of a study byte for byte, and every table as it is', async () => {
      const tables = await copy(source, target);
      expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
      const rows = Object.fromEntries(tables.map(({ name, rows: count }) => [name, count]));
      expect(rows).toMatchObject({
        ratings: 13,
        answers: 39,
        audit_events: 6,
        audit_head: 1,
        import_problems: 4,
        users: 3,
      });
      const again = await migrated(await createPlace(from));
      expect(await copy(target, again)).toEqual(tables);
      await again.drop();
    });

    it('is not made over rows, and leaves them', async () => {
      await migrated(target);
      await withDatabase(target, (db) =>
        db.run("INSERT INTO throttles (throttle_key, points) VALUES ('k', 1)"),
      );
      await expect(copy(source, target)).rejects.toThrow(
        to === 'sqlite'
          ? 'There is a database in'
          : 'The PostgreSQL database has rows already, in table throttles.',
      );
      expect(await withDatabase(target, (db) => db.all('SELECT points FROM throttles'))).toEqual([
        { points: 1 },
      ]);
    });

    it('leaves nothing after a fault, and can be made once that is mended', async () => {
      await breakReference(source);
      await expect(copy(source, target)).rejects.toThrow(/studies/);
      expect(await isEmpty(target)).toBe(true);
      await withDatabase(source, (db) => db.run('UPDATE studies SET created_by = NULL'));
      await copy(source, target);
      expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
    });
  },
);

/** Past all that guards it, lets a row refer to nothing. */
async function breakReference({ url }: Place): Promise<void> {
  const sql = "UPDATE studies SET created_by = 'nobody'";
  if (url.startsWith('sqlite:')) {
    const connection = new BetterSqlite(url.slice('sqlite:'.length));
    connection.pragma('foreign_keys = OFF');
    connection.exec(sql);
    connection.close();
  } else {
    const client = await connect(url);
    await client.query(`SET session_replication_role = replica; ${sql}`);
    await client.end();
  }
}

it.each(engines)(
  'is refused from and to the very database on %s, and from one of another version',
  async (engine) => {
    const source = await migrated(await createPlace(engine));
    await expect(copy(source, source)).rejects.toThrow('This is the database itself.');
    const target = await createPlace('sqlite');
    await withDatabase(source, (db) =>
      db.run("DELETE FROM schema_migrations WHERE name = '0008_audit_chain'"),
    );
    await expect(copy(source, target)).rejects.toThrow('The database is of an older version of Assay.');
    await withDatabase(source, (db) =>
      db.run("INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ('9999_later', 'c', 0)"),
    );
    await expect(copy(source, target)).rejects.toThrow('The database is of a newer version of Assay.');
    const nothing = await createPlace(engine);
    await expect(copy(nothing, target)).rejects.toThrow(
      engine === 'sqlite' ? 'There is no file' : 'is no database of Assay',
    );
    expect(await isEmpty(target)).toBe(true);
    for (const place of [source, target, nothing]) await place.drop();
  },
);
