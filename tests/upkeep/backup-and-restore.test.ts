import BetterSqlite from 'better-sqlite3';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAuditHead } from '../../server/audit/audit-store';
import { openDatabase } from '../../server/db/open-database';
import { migrate } from '../../server/db/migrate';
import { openSnapshot } from '../../server/db/copying/snapshot';
import { takeServerLock } from '../../server/db/server-lock';
import { backUp, type Backup } from '../../server/upkeep/backup-database';
import { checks } from '../../server/upkeep/checks';
import { restore, type Restored, type RestoreWish } from '../../server/upkeep/restore-database';
import { runChecks } from '../../server/upkeep/run-checks';
import { engines, migrationsFolder } from '../support/engines';
import { createFilledPlace, createPlace, filesOf, migrated, withDatabase, type Place } from './place';
import { original, originalHash } from './sound-database';

const silent = (): void => undefined;
const backups = mkdtempSync(join(tmpdir(), 'backups-'));
let made = 0;

const newFile = (): string => join(backups, `backup-${++made}.db`);
const backUpTo = (place: Place, file: string, wish = {}): Promise<Backup> =>
  backUp(place.context, { file, overwrite: false, databaseOnly: false, ...wish }, silent);
const restoreFrom = (place: Place, file: string, wish: Partial<RestoreWish> = {}): Promise<Restored> =>
  restore(place.context, { file, replace: false, withFaults: false, databaseOnly: false, ...wish }, silent);

async function faultsIn(url: string): Promise<string[]> {
  const db = await openSnapshot(url);
  const faults: string[] = [];
  for await (const outcome of runChecks(db, checks)) faults.push(...outcome.faults);
  await db.close();
  return faults;
}

/** Turns one bit of a file. */
function flipBit(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  writeFileSync(path, bytes);
}

afterAll(() => rmSync(backups, { recursive: true }));

describe.each(engines.flatMap((from) => engines.map((to) => ({ from, to }))))(
  'a backup of $from, restored to $to',
  ({ from, to }) => {
    it('gives every file of a study byte for byte, the originals and the audit chain', async () => {
      const source = await createFilledPlace(from);
      const target = await createPlace(to);
      const file = newFile();
      const backup = await backUpTo(source, file);
      const restored = await restoreFrom(target, file);
      const files = await filesOf(source, source.studyId);
      expect(await filesOf(target, source.studyId)).toEqual(files);
      expect(files['ratings.csv']!.split('\n').length).toBeGreaterThan(10);
      expect(readFileSync(join(target.folder, 'originals', originalHash))).toEqual(original);
      const head = await withDatabase(source, (db) => findAuditHead(db));
      expect(head.sequence).toBe(5);
      expect([backup.audit, restored.audit]).toEqual([head, head]);
      expect(await withDatabase(target, (db) => findAuditHead(db))).toEqual(head);
      expect([restored.rows, restored.faults]).toEqual([backup.rows, []]);
      expect(await faultsIn(target.url)).toEqual([]);
      await source.drop();
      await target.drop();
    });
  },
);

describe.each(engines)('a backup of %s', (engine) => {
  let source: Place & { studyId: string };

  beforeEach(async () => {
    source = await createFilledPlace(engine);
  });
  afterEach(() => source.drop());

  it('is one file, its checksum and the originals, and stays as it is when it is read', async () => {
    const file = newFile();
    const backup = await backUpTo(source, file);
    expect(backup).toMatchObject({ file, bytes: statSync(file).size, originals: { copied: 1, present: 0 } });
    const name = file.slice(backups.length + 1);
    const beside = (): string[] => readdirSync(backups).filter((other) => other.startsWith(name));
    expect(beside()).toEqual([name, `${name}.originals`, `${name}.sha256`]);
    expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${backup.sha256}  ${name}\n`);
    const before = readFileSync(file);
    expect(await faultsIn(`sqlite:${file}`)).toEqual([]);
    expect([readFileSync(file).equals(before), beside().length]).toEqual([true, 3]);
  });

  it('does not take the place of a file that is there, unless it is asked to', async () => {
    const file = newFile();
    await backUpTo(source, file);
    const before = readFileSync(file);
    await withDatabase(source, (db) => db.run("UPDATE studies SET name = 'Another name'"));
    await expect(backUpTo(source, file)).rejects.toThrow(`${file} exists already.`);
    expect(readFileSync(file).equals(before)).toBe(true);
    const again = await backUpTo(source, file, { overwrite: true });
    expect(again.originals).toMatchObject({ copied: 0, present: 1 });
    const target = await createPlace('sqlite');
    await restoreFrom(target, file);
    const names = await withDatabase(target, (db) => db.all('SELECT name FROM studies'));
    expect(names).toEqual([{ name: 'Another name' }]);
    await target.drop();
  });

  it('names originals that are missing or damaged, and copies none of them', async () => {
    const path = join(source.folder, 'originals', originalHash);
    flipBit(path, 3);
    const file = newFile();
    expect((await backUpTo(source, file)).originals).toEqual({
      copied: 0,
      present: 0,
      missing: [],
      damaged: [originalHash],
    });
    unlinkSync(path);
    const again = await backUpTo(source, file, { overwrite: true });
    expect(again.originals).toMatchObject({ missing: [originalHash], damaged: [] });
    expect(readdirSync(`${file}.originals`)).toEqual([]);
  });

  it('leaves the originals out when they are not wanted', async () => {
    const file = newFile();
    expect((await backUpTo(source, file, { databaseOnly: true })).originals).toBeNull();
    expect(existsSync(`${file}.originals`)).toBe(false);
    const target = await createPlace('sqlite');
    expect((await restoreFrom(target, file)).originals).toBeNull();
    await target.drop();
  });

  it('leaves nothing when it fails', async () => {
    const folder = mkdtempSync(join(backups, 'failing-'));
    const missing = { ...source, context: { ...source.context, config: brokenConfig(source) } };
    await expect(backUpTo(missing, join(folder, 'b.db'))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** A configuration that names a database that is not there. */
function brokenConfig({ context: { config } }: Place): Place['context']['config'] {
  const databaseUrl = config.databaseUrl.startsWith('sqlite:')
    ? `${config.databaseUrl}.nowhere`
    : config.databaseUrl.replace(/search_path%3D\w+/, 'search_path%3Dnowhere');
  return { ...config, databaseUrl };
}

describe.each(engines)('restoring to %s', (engine) => {
  let source: Place & { studyId: string };
  let file: string;

  beforeAll(async () => {
    source = await createFilledPlace('sqlite');
    file = newFile();
    await backUpTo(source, file);
  });
  afterAll(() => source.drop());

  let target: Place;

  beforeEach(async () => {
    target = await createPlace(engine);
  });
  afterEach(() => target.drop());

  it('takes a database with a schema but no rows for an empty one', async () => {
    await migrated(target);
    expect((await restoreFrom(target, file)).movedTo).toBeNull();
    expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
  });

  it('refuses a database with rows, and says what to do', async () => {
    await migrated(target);
    const insert = "INSERT INTO throttles (throttle_key, points) VALUES ('k', 1)";
    await withDatabase(target, (db) => db.run(insert));
    await expect(restoreFrom(target, file)).rejects.toMatchObject({
      message: expect.stringMatching(
        engine === 'sqlite' ? /There is a database in/ : /rows already, in table throttles/,
      ) as string,
      wayForward: expect.stringMatching(
        engine === 'sqlite' ? /--replace/ : /dropdb NAME, createdb NAME/,
      ) as string,
    });
    expect(await withDatabase(target, (db) => db.all('SELECT points FROM throttles'))).toEqual([
      { points: 1 },
    ]);
  });

  it.each([100, 5000, 20_000, 60_000])('refuses a backup with one bit turned at byte %i', async (at) => {
    const damaged = newFile();
    for (const ending of ['', '.sha256']) copyFileSync(file + ending, damaged + ending);
    flipBit(damaged, at);
    await expect(restoreFrom(target, damaged)).rejects.toThrow(/^The backup has faults: .* is damaged/);
    const left = engine === 'sqlite' ? existsSync(join(target.folder, 'assay.db')) : await isFilled(target);
    expect(left).toBe(false);
  });

  it('refuses a backup whose rows do not fit together, unless it is asked to', async () => {
    const faulty = newFile();
    copyFileSync(file, faulty);
    const connection = new BetterSqlite(faulty);
    connection.exec('UPDATE participations SET completed = 77');
    connection.close();
    await expect(restoreFrom(target, faulty)).rejects.toThrow(/has faults: rater .* says 77 items/);
    const restored = await restoreFrom(target, faulty, { withFaults: true });
    expect(restored.faults).toHaveLength(3);
    const counts = 'SELECT DISTINCT completed FROM participations';
    expect(await withDatabase(target, (db) => db.all(counts))).toEqual([{ completed: 77 }]);
  });

  it('refuses what is no backup', async () => {
    await expect(restoreFrom(target, join(backups, 'nowhere.db'))).rejects.toThrow(/There is no file/);
    await expect(restoreFrom(target, __filename)).rejects.toThrow(/file is not a database/);
  });

  it('names originals that do not have the bytes of their names', async () => {
    const copy = newFile();
    const backup = await backUpTo(source, copy);
    expect(backup.originals?.copied).toBe(1);
    flipBit(join(`${copy}.originals`, originalHash), 3);
    expect((await restoreFrom(target, copy)).originals).toMatchObject({ copied: 0, damaged: [originalHash] });
  });
});

async function isFilled(place: Place): Promise<boolean> {
  const db = await openSnapshot(place.url);
  const tables = await db.all('SELECT 1 FROM pg_tables WHERE schemaname = current_schema()');
  await db.close();
  return tables.length > 0;
}

describe('restoring a SQLite file', () => {
  let source: Place & { studyId: string };
  let target: Place & { studyId: string };
  let file: string;
  const path = (): string => join(target.folder, 'assay.db');

  beforeEach(async () => {
    source = await createFilledPlace('sqlite');
    target = await createFilledPlace('sqlite');
    file = newFile();
    await backUpTo(source, file);
  });
  afterEach(async () => {
    await source.drop();
    await target.drop();
  });

  it('moves the database that was there aside, whole', async () => {
    const old = await filesOf(target, target.studyId);
    const { movedTo } = await restoreFrom(target, file, { replace: true });
    expect(movedTo).toBe(`${path()}.replaced-2026-03-02T09.00.00.000Z`);
    expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
    expect(await filesOf({ url: `sqlite:${movedTo}` }, target.studyId)).toEqual(old);
    expect(readdirSync(target.folder).filter((name) => /part|-wal$|-journal$/.test(name))).toEqual([]);
  });

  it('takes what is only in the log aside with it', async () => {
    const db = await openDatabase(target.url);
    await db.run("UPDATE studies SET name = 'only in the log'");
    for (const ending of ['', '-wal']) copyFileSync(path() + ending, `${path()}.copy${ending}`);
    await db.close();
    for (const ending of ['', '-wal']) copyFileSync(`${path()}.copy${ending}`, path() + ending);
    const { movedTo } = await restoreFrom(target, file, { replace: true });
    const names = await withDatabase({ url: `sqlite:${movedTo}` }, (aside) =>
      aside.all('SELECT name FROM studies'),
    );
    expect(names).toEqual([{ name: 'only in the log' }]);
    expect(await withDatabase(target, (now) => now.all('SELECT name FROM studies'))).toEqual([
      { name: 'A small study' },
    ]);
  });

  it('moves a file that is no database any more aside, with what lies beside it', async () => {
    writeFileSync(path(), 'no database'.repeat(1000));
    writeFileSync(`${path()}-wal`, 'no log');
    const { movedTo } = await restoreFrom(target, file, { replace: true });
    expect(readFileSync(movedTo!, 'utf8')).toContain('no database');
    expect(readFileSync(`${movedTo}-wal`, 'utf8')).toBe('no log');
    expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
  });

  it('does not let a log without its database become that of the restored one', async () => {
    const db = await openDatabase(target.url);
    await db.run("UPDATE studies SET name = 'only in the log'");
    copyFileSync(`${path()}-wal`, `${path()}.log`);
    await db.close();
    unlinkSync(path());
    copyFileSync(`${path()}.log`, `${path()}-wal`);
    await restoreFrom(target, file);
    expect(await filesOf(target, source.studyId)).toEqual(await filesOf(source, source.studyId));
  });

  it('refuses while a server or another process has it', async () => {
    const lock = takeServerLock(path());
    await expect(restoreFrom(target, file, { replace: true })).rejects.toThrow(
      'Another Assay server is running',
    );
    lock.release();
    const other = await openDatabase(target.url);
    await expect(restoreFrom(target, file, { replace: true })).rejects.toThrow(/has .* open: stop it first/);
    await other.close();
    expect(readdirSync(target.folder).filter((name) => /part|replaced/.test(name))).toEqual([]);
    expect(await filesOf(target, target.studyId)).toHaveProperty(['report.json']);
  });

  it('brings a backup of an older version up to date', async () => {
    const older = await createPlace('sqlite');
    const folder = mkdtempSync(join(tmpdir(), 'older-'));
    for (const name of readdirSync(migrationsFolder).filter((one) => one < '0007')) {
      copyFileSync(join(migrationsFolder, name), join(folder, name));
    }
    await withDatabase(older, async (db) => {
      await migrate(db, folder, 0);
      await db.run("INSERT INTO throttles (throttle_key, points) VALUES ('old', 3)");
      await db.run("INSERT INTO audit_events (id, at, action, detail) VALUES ('e', 0, 'old', '{}')");
    });
    const backup = newFile();
    expect(await backUpTo(older, backup)).toMatchObject({ audit: { sequence: 0, hash: '' } });
    await restoreFrom(target, backup, { replace: true });
    expect(await withDatabase(target, (db) => db.all('SELECT points FROM throttles'))).toEqual([
      { points: 3 },
    ]);
    expect(await faultsIn(target.url)).toEqual([]);
    rmSync(folder, { recursive: true });
    await older.drop();
  });

  it('has no backup of a database in memory', async () => {
    const config = { ...source.context.config, databaseUrl: 'sqlite::memory:' };
    const inMemory = { ...source, context: { ...source.context, config } };
    await expect(backUpTo(inMemory, newFile())).rejects.toThrow(
      'A database in memory is gone with its process.',
    );
  });
});
