import BetterSqlite from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/db/database';
import { openDatabase } from '../../server/db/open-database';
import { isFull, isReferenceViolation, isUniqueViolation } from '../../server/db/violations';

/**
 * Commits in a write-ahead log: frames that give the size of the database after them (sqlite.org/fileformat2.html,
 * section 4.1). Each is one wait for the disk.
 */
function commitsIn(path: string): number {
  const log = readFileSync(`${path}-wal`);
  const pageSize = log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + 24 + pageSize <= log.length; at += 24 + pageSize) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break;
    if (log.readUInt32BE(at + 4) > 0) commits++;
  }
  return commits;
}

describe('transactions that wait together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-group-'));
  let path: string;
  let db: Database;
  let files = 0;

  beforeEach(async () => {
    path = join(folder, `${++files}.db`);
    db = await openDatabase(`sqlite:${path}`);
    await db.script('CREATE TABLE t (x INTEGER PRIMARY KEY, y INTEGER REFERENCES t (x))');
  });
  afterEach(() => db.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const insert = (x: number) => db.transaction((tx) => tx.run('INSERT INTO t (x) VALUES (?)', x));
  const stored = async () => (await db.all<{ x: number }>('SELECT x FROM t ORDER BY x')).map(({ x }) => x);

  it('share one commit, and come one after another without it', async () => {
    const before = commitsIn(path);
    await Promise.all(Array.from({ length: 50 }, (_, x) => insert(x)));
    expect(commitsIn(path) - before).toBe(1);
    for (const x of [50, 51, 52]) await insert(x);
    expect(commitsIn(path) - before).toBe(4);
    expect(await stored()).toHaveLength(53);
  });

  it('are all done, also when they are more than a group takes, in the order they came', async () => {
    const order: number[] = [];
    const all = Array.from({ length: 350 }, (_, x) => insert(x).then(() => order.push(x)));
    await Promise.all(all);
    expect(order).toEqual(Array.from({ length: 350 }, (_, x) => x));
    expect(commitsIn(path)).toBeLessThanOrEqual(6);
  });

  it('let in what comes while they run, statements without a transaction too', async () => {
    const before = commitsIn(path);
    const later = new Promise((resolve) => setImmediate(resolve)).then(() => insert(2));
    const first = insert(1);
    await Promise.all([first, later, db.run('INSERT INTO t (x) VALUES (3)')]);
    expect(commitsIn(path) - before).toBeLessThanOrEqual(2);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('undo the one that fails, alone', async () => {
    const first = insert(1);
    const half = db.transaction(async (tx) => {
      await tx.run('INSERT INTO t (x) VALUES (10)');
      await tx.run('INSERT INTO t (x) VALUES (1)');
    });
    const thrown = db.transaction(async (tx) => {
      await tx.run('INSERT INTO t (x) VALUES (20)');
      throw new Error('no');
    });
    const ends = await Promise.allSettled([first, half, thrown, insert(2)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(isUniqueViolation((ends[1] as PromiseRejectedResult).reason)).toBe(true);
    expect((ends[2] as PromiseRejectedResult).reason).toEqual(new Error('no'));
    expect(await stored()).toEqual([1, 2]);
  });

  // Foreign keys that are looked at last make COMMIT itself fail.
  it('are all undone, and told so, when the commit fails; the next ones are not', async () => {
    const spoiling = db.transaction(async (tx) => {
      await tx.run('PRAGMA defer_foreign_keys = ON');
      await tx.run('INSERT INTO t (x, y) VALUES (5, 99)');
    });
    const ends = await Promise.allSettled([insert(1), spoiling, insert(2)]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const end of ends) expect(isReferenceViolation((end as PromiseRejectedResult).reason)).toBe(true);
    expect(await stored()).toEqual([]);
    await insert(3);
    expect(await stored()).toEqual([3]);
  });

  it('are not told anything before their commit, nor is anybody who reads', async () => {
    const seen: unknown[] = [];
    const first = insert(1).then(() => seen.push('first is told', commitsIn(path)));
    const before = commitsIn(path);
    const second = db.transaction(async (tx) => {
      await tx.run('INSERT INTO t (x) VALUES (2)');
      seen.push('second has run');
    });
    await Promise.resolve();
    const other = new BetterSqlite(path, { readonly: true });
    expect(other.prepare('SELECT x FROM t').all()).toEqual([]);
    other.close();
    expect(await stored()).toEqual([]);
    await Promise.all([first, second]);
    expect(seen).toEqual(['second has run', 'first is told', before + 1]);
  });

  it('keep nothing of a transaction that meets a full disk, and work again once there is room', async () => {
    await insert(1);
    const limit = async (pages: number) => db.transaction((tx) => tx.get(`PRAGMA max_page_count = ${pages}`));
    await db.script('CREATE TABLE large (text TEXT)');
    await limit(8);
    const large = 'x'.repeat(4000);
    const fill = db.transaction(async (tx) => {
      for (let n = 0; n < 100; n++) await tx.run('INSERT INTO large VALUES (?)', large);
    });
    const ends = await Promise.allSettled([insert(2), fill]);
    expect(isFull((ends[1] as PromiseRejectedResult).reason)).toBe(true);
    // Whoever was told that it is stored finds it; the other one was told that it is not.
    expect(await stored()).toEqual(ends[0].status === 'fulfilled' ? [1, 2] : [1]);
    await limit(10_000);
    await insert(3);
    expect((await stored()).at(-1)).toBe(3);
    expect(await db.all('SELECT text FROM large')).toEqual([]);
  });
});
