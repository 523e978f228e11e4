import {
  findAuditHead,
  insertAuditEvent,
  listSealedEvents,
  type AuditEvent,
} from '../../server/audit/audit-store';
import { sealAudit } from '../../server/audit/seal-audit';
import { verifyAuditChain } from '../../server/audit/verify-audit-chain';
import type { Database } from '../../server/db/database';
import type { Logger } from '../../server/log';
import { createLogger } from '../../server/log';
import { engines, openTestDatabase } from '../support/engines';
import { auditEvents, createSharedDatabase, dropAuditTriggers, insertEvents } from './audit-events';

const silent = createLogger('silent');

/** `printf '["","e1",5,"u1","study created","s1","{\"overlap\":3}"]' | sha256sum`, then the same with its output and e2. */
const firstHash = 'f549af0bdbf9dd9fbbe2d7b03ab97fbef6d097acecff595accdbd0be04f16c23';
const secondHash = 'dd4752a74f39b5ba9696b90f3be1132785952a19a344824d681caa6f962789ee';

describe.each(engines)('the audit chain on %s', (engine) => {
  let db: Database;

  beforeEach(async () => {
    db = await openTestDatabase(engine);
  });
  afterEach(() => db.close());

  const seal = (): Promise<number> => sealAudit({ db, log: silent });
  const sealed = () => listSealedEvents(db, { after: 0, limit: 10_000 });

  it('gives events their places in the order of ids, with hashes that another program computes too', async () => {
    const first: AuditEvent = {
      id: 'e1',
      at: 5,
      actorId: 'u1',
      action: 'study created',
      objectId: 's1',
      detail: '{"overlap":3}',
    };
    const second = { id: 'e2', at: 6, actorId: null, action: 'dataset décidé', objectId: null, detail: '{}' };
    await insertEvents(db, [second, first]);
    expect(await seal()).toBe(2);
    expect(await sealed()).toEqual([
      { ...first, sequence: 1, hash: firstHash },
      { ...second, sequence: 2, hash: secondHash },
    ]);
    expect(await findAuditHead(db)).toEqual({ sequence: 2, hash: secondHash });
  });

  it('goes on where it ended, and gives a late event with an early id the next place', async () => {
    const [early, ...others] = auditEvents(4);
    await insertEvents(db, others);
    await seal();
    await insertEvents(db, [early!]);
    expect(await seal()).toBe(1);
    expect(await seal()).toBe(0);
    expect((await sealed()).map(({ id }) => id)).toEqual([...others, early!].map(({ id }) => id));
    expect(await verifyAuditChain(db)).toMatchObject({ sealed: 4, unsealed: 0, head: { sequence: 4 } });
  });

  it('logs the place it came to, and nothing when there was nothing to seal', async () => {
    const entries: unknown[] = [];
    const log = { info: (...entry: unknown[]) => void entries.push(entry) } as unknown as Logger;
    await sealAudit({ db, log });
    expect(entries).toEqual([]);
    await insertEvents(db, auditEvents(501));
    await sealAudit({ db, log });
    const { hash } = await findAuditHead(db);
    expect(entries).toEqual([[{ sequence: 501, hash }, 'audit sealed']]);
  });

  it('finds a chain of many batches whole, and counts what is not sealed yet', async () => {
    await insertEvents(db, auditEvents(2100));
    await seal();
    await insertEvents(db, auditEvents(3, 3000));
    const verdict = await verifyAuditChain(db);
    expect(verdict).toEqual({ sealed: 2100, unsealed: 3, head: await findAuditHead(db) });
  });

  it('leaves a valid chain when it is cut off between batches, and goes on from there', async () => {
    await insertEvents(db, auditEvents(1200));
    await db.script(refuseAt750[engine]);
    await expect(seal()).rejects.toHaveProperty('message', expect.stringContaining('cut off'));
    expect(await verifyAuditChain(db)).toMatchObject({ sealed: 500, unsealed: 700 });
    expect(await verifyAuditChain(db)).not.toHaveProperty('broken');
    await db.script(allowAll[engine]);
    expect(await seal()).toBe(700);
    expect(await verifyAuditChain(db)).toEqual({ sealed: 1200, unsealed: 0, head: await findAuditHead(db) });
  });

  it('refuses to change or remove an event, sealed or not', async () => {
    await insertEvents(db, auditEvents(2));
    await seal();
    await insertEvents(db, auditEvents(1, 3));
    const refused = [
      'DELETE FROM audit_events',
      "DELETE FROM audit_events WHERE id = 'event-000003'",
      "UPDATE audit_events SET detail = '{}' WHERE id = 'event-000001'",
      "UPDATE audit_events SET sequence = NULL, hash = NULL WHERE id = 'event-000002'",
      "UPDATE audit_events SET sequence = 7, hash = 'x' WHERE id = 'event-000002'",
      "UPDATE audit_events SET hash = 'x' WHERE id = 'event-000002'",
      "UPDATE audit_events SET action = 'other' WHERE id = 'event-000003'",
      "UPDATE audit_events SET sequence = 3, hash = 'x', actor_id = 'x' WHERE id = 'event-000003'",
      ...otherRefused[engine],
    ];
    const before = await db.all('SELECT * FROM audit_events ORDER BY id');
    for (const sql of refused) {
      await expect(db.run(sql)).rejects.toHaveProperty(
        'message',
        expect.stringContaining('Audit events are never'),
      );
    }
    expect(await db.all('SELECT * FROM audit_events ORDER BY id')).toEqual(before);
    await expect(insertAuditEvent(db, auditEvents(1, 3)[0]!)).rejects.toHaveProperty('code');
  });

  it('lets two processes that seal at once make one chain without gaps', async () => {
    const shared = await createSharedDatabase(engine);
    const handles = [await shared.open(), await shared.open()];
    await insertEvents(handles[0]!, auditEvents(3000));
    const counts = await Promise.all(handles.map((handle) => sealAudit({ db: handle, log: silent })));
    expect(counts[0]! + counts[1]!).toBe(3000);
    const chain = await listSealedEvents(handles[0]!, { after: 0, limit: 5000 });
    expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
    const verdict = await verifyAuditChain(handles[1]!);
    expect(verdict).toEqual({ sealed: 3000, unsealed: 0, head: await findAuditHead(handles[0]!) });
    for (const handle of handles) await handle.close();
    await shared.drop();
  });

  describe('tampered with', () => {
    beforeEach(async () => {
      await insertEvents(db, auditEvents(1010));
      await seal();
      await dropAuditTriggers(db);
    });

    const broken = async () => (await verifyAuditChain(db)).broken;

    it.each([
      ['id', "'other'"],
      ['at', 'at + 1'],
      ['actor_id', "'somebody else'"],
      ['action', "'nothing done'"],
      ['object_id', "'another'"],
      ['detail', "'{}'"],
      ['hash', "'0000'"],
    ])('names the place where %s was changed', async (column, value) => {
      await db.run(`UPDATE audit_events SET ${column} = ${value} WHERE sequence = 1004`);
      expect(await broken()).toEqual({
        sequence: 1004,
        reason: 'event 1004 or its place is not what was sealed',
      });
    });

    it('tells a value that is missing from the word null', async () => {
      await db.run("UPDATE audit_events SET actor_id = 'null' WHERE sequence = 3");
      expect(await broken()).toMatchObject({ sequence: 3 });
    });

    it('names the place of an event that was moved away or removed', async () => {
      await db.run('UPDATE audit_events SET sequence = 5000 WHERE sequence = 7');
      expect(await broken()).toEqual({ sequence: 7, reason: 'event 7 is gone' });
      await db.run('DELETE FROM audit_events WHERE sequence = 5');
      expect(await broken()).toEqual({ sequence: 5, reason: 'event 5 is gone' });
    });

    it('names the first of two that changed places', async () => {
      await db.script(`UPDATE audit_events SET sequence = 9999 WHERE sequence = 20;
        UPDATE audit_events SET sequence = 20 WHERE sequence = 30;
        UPDATE audit_events SET sequence = 30 WHERE sequence = 9999;`);
      expect(await broken()).toMatchObject({ sequence: 20 });
    });

    it('misses the last events, by the head', async () => {
      await db.run('DELETE FROM audit_events WHERE sequence > 1000');
      expect(await broken()).toEqual({ sequence: 1001, reason: 'events from 1001 to 1010 are gone' });
    });

    it('notices a head that was set back, and one of another chain', async () => {
      await db.run('UPDATE audit_head SET sequence = 1008');
      expect(await broken()).toEqual({
        sequence: 1008,
        reason: 'event 1008 is not the one the head of the chain names',
      });
      await db.run('UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE sequence = 1008)');
      expect(await broken()).toEqual({
        sequence: 1009,
        reason: 'events from 1009 on stand behind the head of the chain',
      });
      await db.run('DELETE FROM audit_head');
      expect(await broken()).toMatchObject({ sequence: 1 });
    });
  });
});

const refuseAt750 = {
  sqlite: `CREATE TRIGGER cut BEFORE UPDATE ON audit_events WHEN NEW.sequence = 750
    BEGIN SELECT RAISE(ABORT, 'cut off'); END;`,
  postgres: `CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut off'; END; $$;
    CREATE TRIGGER cut BEFORE UPDATE ON audit_events FOR EACH ROW WHEN (NEW.sequence = 750) EXECUTE FUNCTION cut();`,
};

const allowAll = { sqlite: 'DROP TRIGGER cut', postgres: 'DROP TRIGGER cut ON audit_events' };

const otherRefused = {
  sqlite: [
    `INSERT OR REPLACE INTO audit_events (id, at, action, detail) VALUES ('event-000001', 0, 'x', '{}')`,
    `INSERT OR REPLACE INTO audit_events (id, at, action, detail, sequence, hash) VALUES ('x', 0, 'x', '{}', 1, 'x')`,
    `UPDATE OR REPLACE audit_events SET sequence = 1, hash = 'x' WHERE id = 'event-000003'`,
  ],
  postgres: ['TRUNCATE audit_events'],
};
