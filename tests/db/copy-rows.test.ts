import { copyRows, findFilledTable } from '../../server/db/copying/copy-rows';
import { listTables } from '../../server/db/copying/catalogue';
import { openPostgresSink } from '../../server/db/copying/postgres-sink';
import type { Sink } from '../../server/db/copying/sink';
import { openSnapshot } from '../../server/db/copying/snapshot';
import { openSqliteSink } from '../../server/db/copying/sqlite-sink';
import type { Database } from '../../server/db/database';
import { openDatabase } from '../../server/db/open-database';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresSchema, engines, type Engine } from '../support/engines';

/** Tables in no order that would do, one that refers to itself, two that refer to each other, keys of two columns. */
const schema = `
CREATE TABLE zebras (id TEXT PRIMARY KEY, mother_id TEXT REFERENCES zebras (id), born BIGINT, weight DOUBLE PRECISION, legs INTEGER);
CREATE TABLE herds (id TEXT PRIMARY KEY, place TEXT NOT NULL UNIQUE);
CREATE TABLE memberships (zebra_id TEXT NOT NULL REFERENCES zebras (id), herd_id TEXT NOT NULL REFERENCES herds (id),
  note TEXT, PRIMARY KEY (zebra_id, herd_id));
CREATE TABLE acts (id TEXT PRIMARY KEY, zebra_id TEXT, herd_id TEXT,
  FOREIGN KEY (zebra_id, herd_id) REFERENCES memberships (zebra_id, herd_id));
`;

const rows = `
INSERT INTO zebras VALUES ('a', 'c', 9007199254740993, 0.1, 4), ('b', NULL, -1, 1e300, NULL), ('c', 'b', NULL, 5e-324, 3);
INSERT INTO zebras VALUES ('d', NULL, 1700000000000, 0.30000000000000004, 4), ('e', 'e', 0, 3, 0);
INSERT INTO herds VALUES ('h', 'Ünïcode 🦓, "quoted"'), ('i', '');
INSERT INTO memberships VALUES ('a', 'h', NULL), ('a', 'i', 'null'), ('b', 'h', '\uFFFD');
INSERT INTO acts VALUES ('x', 'a', 'i'), ('y', NULL, NULL);
`;

interface Place {
  readonly url: string;
  readonly db: Database;
  readonly drop: () => Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'copy-rows-'));
let places: Place[] = [];

async function makePlace(engine: Engine, sql: string): Promise<Place> {
  const own = engine === 'postgres' ? await createPostgresSchema() : undefined;
  const url = own?.url ?? `sqlite:${join(mkdtempSync(join(folder, 'place-')), 'place.db')}`;
  const db = await openDatabase(url);
  await db.script(sql);
  const place = { url, db, drop: async () => own?.drop() };
  places.push(place);
  return place;
}

/** A sink takes the file for itself, so nobody else has it open. */
async function openSink({ url, db }: Place): Promise<Sink> {
  if (db.dialect === 'postgres') return openPostgresSink(url);
  await db.close();
  return openSqliteSink(url.slice('sqlite:'.length));
}

async function copy(from: Place, to: Place) {
  const source = await openSnapshot(from.url);
  const sink = await openSink(to);
  const told: number[][] = [];
  try {
    const copied = await copyRows(source, sink, (done, total) => told.push([done, total]));
    await sink.commit();
    return { copied, told };
  } catch (error) {
    await sink.abandon();
    throw error;
  } finally {
    await source.close();
  }
}

/** Everything that stands in a database, exactly: whole numbers as text, since some are larger than a number can tell. */
async function contentOf({ url }: Place): Promise<unknown> {
  const snapshot = await openSnapshot(url);
  const content: Record<string, string[]> = {};
  for (const table of await listTables(snapshot)) {
    content[table.name] = [];
    for await (const batch of snapshot.rows(table)) {
      content[table.name]!.push(...batch.map((row) => JSON.stringify(row.map(String))));
    }
    content[table.name]!.sort();
  }
  await snapshot.close();
  return content;
}

afterEach(async () => {
  for (const { db, drop } of places) {
    await db.close().catch(() => undefined);
    await drop();
  }
  places = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

const pairs = engines.flatMap((from) => engines.map((to) => ({ from, to })));

describe.each(pairs)('rows copied from $from to $to', ({ from, to }) => {
  it('come back exactly, whatever refers to what', async () => {
    const source = await makePlace(from, schema + rows);
    const target = await makePlace(to, schema);
    const { copied, told } = await copy(source, target);
    expect(copied.map(({ name, rows: count }) => [name, count])).toEqual([
      ['herds', 2],
      ['zebras', 5],
      ['memberships', 3],
      ['acts', 2],
    ]);
    expect(told.at(-1)).toEqual([12, 12]);
    const content = await contentOf(target);
    expect(content).toEqual(await contentOf(source));
    expect(content).toMatchObject({
      zebras: expect.arrayContaining([
        '["a","c","9007199254740993","0.1","4"]',
        '["c","b","null","5e-324","3"]',
      ]) as unknown,
    });
  });

  it('are as many as there are when they fill many batches, and refer to later ones', async () => {
    const source = await makePlace(from, schema);
    await source.db.run(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2345)
       INSERT INTO zebras (id, mother_id, born) SELECT 'z' || i, 'z' || ((i + 1200) % 2345), i FROM n
       UNION ALL SELECT 'z0', NULL, 0`,
    );
    const target = await makePlace(to, schema);
    const { copied } = await copy(source, target);
    expect(copied.find(({ name }) => name === 'zebras')).toMatchObject({ rows: 2346 });
    expect(await contentOf(target)).toEqual(await contentOf(source));
  });

  it('are those of one moment', async () => {
    const source = await makePlace(from, schema + rows);
    const target = await makePlace(to, schema);
    const snapshot = await openSnapshot(source.url);
    await source.db.run(`INSERT INTO herds (id, place) VALUES ('new', 'new')`);
    await source.db.run(`UPDATE zebras SET legs = 5`);
    const sink = await openSink(target);
    const copied = await copyRows(snapshot, sink, () => undefined);
    await sink.commit();
    await snapshot.close();
    expect(copied.map((table) => table.rows)).toEqual([2, 5, 3, 2]);
    expect(JSON.stringify(await contentOf(target))).not.toContain('new');
  });

  it('are none at all when one of them fails', async () => {
    const source = await makePlace(from, schema + rows);
    const strict = schema.replace('note TEXT', `note TEXT CHECK (note <> 'null')`);
    const target = await makePlace(to, strict);
    await expect(copy(source, target)).rejects.toHaveProperty(
      'message',
      expect.stringMatching(/CHECK constraint|check constraint/),
    );
    const after = await openSnapshot(target.url);
    expect(await findFilledTable(after)).toBeUndefined();
    expect((await listTables(after)).length).toBe(4);
    await after.close();
  });

  it('are not copied into other tables', async () => {
    const source = await makePlace(from, schema + rows);
    const target = await makePlace(to, schema.replace('legs INTEGER', 'legs BIGINT'));
    await expect(copy(source, target)).rejects.toThrow('only one of them has zebras.legs integer');
  });
});

it.each([
  [
    'changes',
    "AFTER INSERT ON herds BEGIN UPDATE herds SET place = place || '!' WHERE id = NEW.id",
    'came back other than',
  ],
  [
    'drops',
    "BEFORE INSERT ON herds WHEN NEW.id = 'i' BEGIN SELECT RAISE(IGNORE)",
    'has 2 rows, but 1 came back',
  ],
])('rows are compared, and a place that %s one is noticed', async (_does, trigger, sentence) => {
  const source = await makePlace('sqlite', schema + rows);
  const target = await makePlace('sqlite', `${schema} CREATE TRIGGER meddle ${trigger}; END;`);
  await expect(copy(source, target)).rejects.toThrow(sentence);
});

describe.each(engines)('a snapshot of %s', (engine) => {
  it('refuses to write', async () => {
    const { url } = await makePlace(engine, schema);
    const snapshot = await openSnapshot(url);
    const writing = snapshot.all(`INSERT INTO herds VALUES ('x', 'x') RETURNING id`);
    await expect(writing).rejects.toHaveProperty('message', expect.stringMatching(/readonly|read-only/));
    await snapshot.close();
  });

  it('knows keys, references and types of its tables', async () => {
    const { url } = await makePlace(engine, schema);
    const snapshot = await openSnapshot(url);
    const tables = await listTables(snapshot);
    await snapshot.close();
    const acts = tables.find(({ name }) => name === 'acts')!;
    expect(acts.foreignKeys).toMatchObject([
      { columns: ['zebra_id', 'herd_id'], parent: 'memberships', parentColumns: ['zebra_id', 'herd_id'] },
    ]);
    expect(tables.find(({ name }) => name === 'memberships')?.key).toEqual(['zebra_id', 'herd_id']);
    expect(tables.find(({ name }) => name === 'zebras')?.columns).toEqual([
      { name: 'id', type: 'text' },
      { name: 'mother_id', type: 'text' },
      { name: 'born', type: 'bigint' },
      { name: 'weight', type: 'double precision' },
      { name: 'legs', type: 'integer' },
    ]);
  });

  it('names a column of a type that cannot be copied', async () => {
    const { url } = await makePlace(engine, 'CREATE TABLE odd (id TEXT PRIMARY KEY, stamp TIMESTAMP)');
    const snapshot = await openSnapshot(url);
    await expect(listTables(snapshot)).rejects.toThrow(/Column stamp of table odd is of type timestamp/i);
    await snapshot.close();
  });
});

describe('a SQLite file', () => {
  it('lies there as it was after a snapshot, with nothing beside it', async () => {
    const place = await makePlace('sqlite', schema);
    await place.db.close();
    const path = place.url.slice('sqlite:'.length);
    const snapshot = await openSnapshot(place.url);
    await snapshot.close();
    expect(readdirSync(join(path, '..'))).toEqual(['place.db']);
  });

  it('that is none is named', async () => {
    await expect(openSnapshot(`sqlite:${join(folder, 'nowhere.db')}`)).rejects.toThrow('There is no file');
    await expect(openSnapshot(`sqlite:${__filename}`)).rejects.toThrow(
      'cannot be read: file is not a database',
    );
  });

  it.each([
    [
      'text in a column of numbers',
      `INSERT INTO zebras (id, legs) VALUES ('z', 'four')`,
      'legs of table zebras, id z, is not integer',
    ],
    [
      'bytes in a column of text',
      `INSERT INTO herds VALUES ('z', x'00')`,
      'place of table herds, id z, is not text',
    ],
    [
      'half a character',
      `INSERT INTO herds VALUES ('z', CAST(x'61EDA08062' AS TEXT))`,
      'place of table herds, id z, holds half of a character',
    ],
  ])('is not copied with %s, and the row is named', async (_what, sql, sentence) => {
    const source = await makePlace('sqlite', schema + sql);
    const target = await makePlace('sqlite', schema);
    await expect(copy(source, target)).rejects.toThrow(sentence);
  });
});

const toPostgres = engines.includes('postgres') ? describe : describe.skip;

toPostgres('on PostgreSQL', () => {
  it.each([
    [
      'a NUL',
      `INSERT INTO herds VALUES ('z', 'a' || char(0) || 'b')`,
      'place of table herds, id z, holds a NUL',
    ],
    [
      'a number that is too large',
      `INSERT INTO zebras (id, legs) VALUES ('z', 2147483648)`,
      'legs of table zebras, id z, is too large',
    ],
  ])('%s cannot be stored, and the row is named', async (_what, sql, sentence) => {
    const source = await makePlace('sqlite', schema + rows + sql);
    const target = await makePlace('postgres', schema);
    await expect(copy(source, target)).rejects.toThrow(sentence);
    const after = await openSnapshot(target.url);
    expect(await findFilledTable(after)).toBeUndefined();
    await after.close();
  });

  it('keys are checked as before once rows were copied', async () => {
    const source = await makePlace('sqlite', schema + rows);
    const target = await makePlace('postgres', schema);
    await copy(source, target);
    const late = target.db.transaction(async (tx) => {
      await tx.run(`INSERT INTO zebras (id, mother_id) VALUES ('x', 'y')`);
      await tx.run(`INSERT INTO zebras (id) VALUES ('y')`);
    });
    await expect(late).rejects.toThrow(/foreign key/);
  });
});
