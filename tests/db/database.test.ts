import {
  handleOutlivedTransaction,
  outerHandleInTransaction,
  transactionInTransaction,
  type Database,
} from '../../server/db/database';
import { insertRows } from '../../server/db/insert-rows';
import { isUniqueViolation } from '../../server/db/violations';
import { engines, openEmptyDatabase } from '../support/engines';

describe.each(engines)('the database on %s', (engine) => {
  let db: Database;

  beforeEach(async () => {
    db = await openEmptyDatabase(engine);
    await db.script(`
      CREATE TABLE things (id TEXT PRIMARY KEY, amount BIGINT, share DOUBLE PRECISION);
      CREATE TABLE parts (id TEXT PRIMARY KEY, thing_id TEXT NOT NULL REFERENCES things (id));
    `);
  });
  afterEach(() => db.close());

  const insert = (handle: Database, id: string, amount: number | null = null): Promise<{ changes: number }> =>
    handle.run('INSERT INTO things (id, amount) VALUES (?, ?)', id, amount);
  const count = async (): Promise<number> =>
    (await db.get<{ n: number }>('SELECT count(*) AS n FROM things'))?.n ?? NaN;

  it('gives numbers for counts, sums, big integers and fractions', async () => {
    await db.run('INSERT INTO things (id, amount, share) VALUES (?, ?, ?)', 'a', 1_800_000_000_000, 0.1);
    const row = await db.get('SELECT count(*) AS n, sum(amount) AS total, max(share) AS share FROM things');
    expect(row).toEqual({ n: 1, total: 1_800_000_000_000, share: 0.1 });
  });

  it('says how many rows changed, also when the statement returns rows', async () => {
    await insert(db, 'a');
    await insert(db, 'b');
    expect(await db.run('UPDATE things SET amount = 1')).toEqual({ changes: 2 });
    expect(await db.run(`UPDATE things SET amount = 2 WHERE id = 'a' RETURNING id`)).toEqual({ changes: 1 });
    expect(await db.get('SELECT id FROM things WHERE amount = ?', 3)).toBeUndefined();
  });

  it('inserts many rows and keeps each', async () => {
    await insertRows(
      db,
      'things',
      ['id', 'amount'],
      Array.from({ length: 250 }, (_, i) => [`t${i}`, i]),
    );
    expect(await db.get('SELECT count(*) AS n, sum(amount) AS total FROM things')).toEqual({
      n: 250,
      total: 31125,
    });
  });

  it('enforces foreign keys and names unique violations', async () => {
    await expect(db.run(`INSERT INTO parts (id, thing_id) VALUES ('p', 'nowhere')`)).rejects.toHaveProperty(
      'code',
    );
    await insert(db, 'a');
    const error: unknown = await insert(db, 'a').catch((failure: unknown) => failure);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('other'))).toBe(false);
  });

  it('commits what a transaction did and rolls back one that throws', async () => {
    await db.transaction((tx) => insert(tx, 'kept'));
    const failing = db.transaction(async (tx) => {
      await insert(tx, 'gone');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.all('SELECT id FROM things')).toEqual([{ id: 'kept' }]);
  });

  it('does redoable work whole or not at all, and waits for the disk again afterwards', async () => {
    const waits = async (): Promise<unknown> =>
      engine === 'sqlite' ? db.get('PRAGMA synchronous') : db.get('SHOW synchronous_commit');
    const before = await waits();
    const during = await db.redoable(async (tx) => {
      await insert(tx, 'kept');
      return engine === 'sqlite' ? tx.get('PRAGMA synchronous') : tx.get('SHOW synchronous_commit');
    });
    expect(during).toEqual(engine === 'sqlite' ? { synchronous: 1 } : { synchronous_commit: 'off' });
    const failing = db.redoable(async (tx) => {
      await insert(tx, 'gone');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(db.redoable((tx) => tx.redoable(async () => 1))).rejects.toThrow(transactionInTransaction);
    expect(await db.all('SELECT id FROM things')).toEqual([{ id: 'kept' }]);
    expect(await waits()).toEqual(before);
  });

  it('refuses the outer handle inside a transaction and rolls back', async () => {
    const misuse = db.transaction(async (tx) => {
      await insert(tx, 'a');
      await insert(db, 'b');
    });
    await expect(misuse).rejects.toThrow(outerHandleInTransaction);
    expect(await count()).toBe(0);
  });

  it('refuses a transaction inside a transaction, by either handle', async () => {
    await expect(db.transaction((tx) => tx.transaction(async () => 1))).rejects.toThrow(
      transactionInTransaction,
    );
    await expect(db.transaction(() => db.transaction(async () => 1))).rejects.toThrow(
      transactionInTransaction,
    );
  });

  it('refuses a handle that outlived its transaction', async () => {
    const kept = await db.transaction(async (tx) => ({ tx }));
    await expect(insert(kept.tx, 'late')).rejects.toThrow(handleOutlivedTransaction);
  });

  it('keeps statements of others out of a transaction that is under way', async () => {
    const failing = db
      .transaction(async (tx) => {
        await insert(tx, 'inside');
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('no');
      })
      .catch(() => undefined);
    const others = Promise.all(['x', 'y'].map((id) => insert(db, id)));
    await Promise.all([failing, others]);
    expect(await db.all('SELECT id FROM things ORDER BY id')).toEqual([{ id: 'x' }, { id: 'y' }]);
  });

  it('lets twenty transactions raise one counter by twenty', async () => {
    await insert(db, 'counter', 0);
    const raise = (): Promise<unknown> =>
      db.transaction((tx) => tx.run(`UPDATE things SET amount = amount + 1 WHERE id = 'counter'`));
    await Promise.all(Array.from({ length: 20 }, raise));
    expect(await db.get('SELECT amount FROM things')).toEqual({ amount: 20 });
  });
});
