import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSealedEvents } from '../../server/audit/audit-store';
import { engines } from '../support/engines';
import { createFilledPlace, createPlace, filesOf, migrated, withDatabase, type Place } from './place';
import { runAssay } from './run-assay';
import { originalHash } from './sound-database';

interface Printed {
  readonly ok: boolean;
  readonly checks: readonly { key: string; ok: boolean; checked: number; faults: string[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'upkeep-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(engines)('the command line on %s', (engine) => {
  let place: Place & { studyId: string };

  beforeAll(async () => {
    place = await createFilledPlace(engine);
  });
  afterAll(() => place.drop());

  it('verifies the database, originals too, and changes nothing', async () => {
    const { status, stdout, stderr } = await runAssay(place, 'verify', '--originals');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {5}Revisions of ratings have no gaps: 13 checked$/m);
    expect(stdout).toMatch(/^ok {5}Audit events .*: 5 checked \(1 event waits to be sealed\)$/m);
    expect(stdout).toMatch(
      /^ok {5}Originals have the bytes that were imported: 1 checked\nNothing is wrong\.$/m,
    );
  });

  it('names what is wrong, and ends with status 1', async () => {
    const path = join(place.folder, 'originals', originalHash);
    const bytes = readFileSync(path);
    writeFileSync(path, 'other bytes');
    await withDatabase(place, (db) => db.run('UPDATE participations SET completed = completed + 1'));
    const { status, stdout } = await runAssay(place, 'verify', '--originals');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^FAULT {2}Raters have rated .*: 3 checked\n {7}rater \S+ in study \S+ says 5 items, but/m,
    );
    expect(stdout).toMatch(/^ {7}original [0-9a-f]{64} is damaged/m);
    const json = await runAssay(place, 'verify', '--json');
    const printed = JSON.parse(json.stdout) as Printed;
    expect([json.status, printed.ok]).toEqual([1, false]);
    expect(printed.checks.filter(({ ok }) => !ok).map(({ key, faults }) => [key, faults.length])).toEqual([
      ['completed-counts', 3],
    ]);
    writeFileSync(path, bytes);
    await withDatabase(place, (db) => db.run('UPDATE participations SET completed = completed - 1'));
  });

  it('backs up, verifies the backup, restores it and copies it', async () => {
    const file = join(folder, `${engine}.db`);
    const backup = await runAssay(place, 'backup', file);
    expect({ status: backup.status, stderr: backup.stderr }).toEqual({ status: 0, stderr: '' });
    expect(backup.stdout).toMatch(
      /^\S+\.db: \d+ rows, \d+\.\d MB, [\d.]+ s\nAudit chain: 5 sealed, the last with hash [0-9a-f]{64}\nOriginals: 1 file copied, 0 there already\n$/,
    );
    const verified = await runAssay(place, 'verify', file, '--originals');
    expect(verified.stdout).toMatch(/^ok {5}The file has the bytes that were backed up: 1 checked$/m);
    expect([verified.status, verified.stdout]).toEqual([
      0,
      expect.stringContaining('bytes that were imported: 1 checked'),
    ]);

    const again = await runAssay(place, 'backup', file);
    expect([again.status, again.stderr]).toEqual([
      1,
      expect.stringMatching(/exists already\. .*--overwrite/),
    ]);
    const other = await createPlace(engine);
    const restored = await runAssay(other, 'restore', file);
    expect([restored.status, restored.stdout]).toEqual([0, expect.stringMatching(/^Restored: \d+ rows/)]);
    const target = await createPlace(engine);
    const copied = await runAssay(other, 'copy', '--to', target.url, '--json');
    expect(JSON.parse(copied.stdout)).toMatchObject({
      tables: expect.arrayContaining([
        { name: 'ratings', rows: 13, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      ]) as unknown,
    });
    expect(await filesOf(target, place.studyId)).toEqual(await filesOf(place, place.studyId));
    await other.drop();
    await target.drop();
  }, 120_000);

  it('compares the audit chain with a line of the log', async () => {
    const { hash } = await withDatabase(
      place,
      async (db) => (await listSealedEvents(db, { after: 2, limit: 1 }))[0]!,
    );
    expect(await runAssay(place, 'verify', '--anchor', `3:${hash}`)).toMatchObject({ status: 0 });
    const other = await runAssay(place, 'verify', '--anchor', `4:${hash}`);
    expect([other.status, other.stdout]).toEqual([
      1,
      expect.stringContaining('event 4 of the audit chain has the hash'),
    ]);
    expect((await runAssay(place, 'verify', '--anchor', '3')).status).toBe(2);
  });

  it('says which version a database is of, and migrates nothing', async () => {
    const older = await migrated(await createPlace(engine));
    await withDatabase(older, (db) =>
      db.run("DELETE FROM schema_migrations WHERE name = '0008_audit_chain'"),
    );
    const { status, stdout, stderr } = await runAssay(older, 'verify');
    expect([status, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/is of an older version of Assay\. .*migrate/),
    ]);
    const names = await withDatabase(older, (db) =>
      db.all("SELECT name FROM schema_migrations WHERE name LIKE '0008%'"),
    );
    expect(names).toEqual([]);
    await older.drop();
  });
});

it('tells files that are no backups, and wrong commands', async () => {
  const place = await createPlace('sqlite');
  const missing = await runAssay(place, 'verify');
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('There is no file')]);
  expect(existsSync(join(place.folder, 'assay.db'))).toBe(false);
  const script = await runAssay(place, 'verify', 'package.json');
  expect([script.status, script.stderr]).toEqual([1, expect.stringContaining('file is not a database')]);
  const wrong = await runAssay(place, 'copy', '--to', 'mysql://elsewhere');
  expect([wrong.status, wrong.stderr]).toEqual([
    1,
    expect.stringContaining('--to must start with sqlite: or postgres://'),
  ]);
  expect((await runAssay(place, 'copy')).status).toBe(2);
  await place.drop();
});
