import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/db/database';
import { migrate } from '../../server/db/migrate';
import { engines, migrationsFolder, openEmptyDatabase } from '../support/engines';

/** A database of version 0.1: a user, imports of every outcome, a dataset with an item that was rated. */
const firstVersion = `
INSERT INTO users (id, username, username_key, pseudonym, role, password_hash, created_at)
  VALUES ('u', 'dana', 'dana', 'p', 'admin', 'x', 1);
INSERT INTO datasets (id, slug, file_name, sha256, bytes, format, item_kind, purpose, family, source, polarity, behavior,
    behavior_confirmed_at, behavior_confirmed_by, item_count, labelled_count, state, created_at)
  VALUES ('d', 'rain', 'rain.jsonl', 'hash', 10, 'generic', 'choice', 'evaluation', 'other', 'model', 'as named',
    'likes rain', 7, 'u', 1, 1, 'ready', 5);
INSERT INTO items (id, dataset_id, line, content, label_index, label_confidence) VALUES ('i', 'd', 1, '{}', 0, 0.75);
INSERT INTO imports (id, file_name, sha256, bytes, outcome, format, records, imported, failed, dataset_id, created_by, created_at)
  VALUES ('m1', 'rain.jsonl', 'hash', 10, 'imported', 'generic', 2, 1, 1, 'd', 'u', 5),
    ('m2', 'again.jsonl', 'hash', 10, 'already imported', 'generic', 0, 0, 0, 'd', 'u', 6),
    ('m3', 'table.csv', 'other', 10, 'not items', 'occupation-table', 3, 0, 0, NULL, NULL, 7),
    ('m4', 'dead.jsonl', 'dead', 10, 'importing', 'generic', 0, 0, 0, NULL, NULL, 8);
INSERT INTO import_problems (import_id, line, byte_offset, reason, excerpt) VALUES ('m1', 2, 9, 'It is broken.', '"x"');
INSERT INTO studies (id, name, question_set, question_set_version, questions, label_mode, overlap, per_dataset, seed, created_at)
  VALUES ('s', 'First', 'paper', 1, '[]', 'blind', 1, 1, 1, 9), ('v', 'Second', 'paper', 1, '[]', 'verify', 1, 1, 1, 9);
INSERT INTO study_datasets (id, study_id, dataset_id, position, slug, family, source, behavior, polarity, strata)
  VALUES ('sd', 's', 'd', 0, 'rain', 'other', 'model', 'likes rain', 'as named', '[]'),
    ('vd', 'v', 'd', 0, 'rain', 'other', 'model', 'likes rain', 'as named', '[]');
INSERT INTO study_items (id, study_dataset_id, item_id, position, inclusion_probability) VALUES ('si', 'sd', 'i', 0, 1),
    ('vi', 'vd', 'i', 0, 1);
`;

describe.each(engines)('upgrading a database of version 0.1 on %s', (engine) => {
  let db: Database;
  beforeEach(async () => {
    db = await openEmptyDatabase(engine);
    const folder = mkdtempSync(join(tmpdir(), 'assay-first-'));
    cpSync(join(migrationsFolder, '0001_initial.sql'), join(folder, '0001_initial.sql'));
    await migrate(db, folder, 0);
    rmSync(folder, { recursive: true });
    await db.script(firstVersion);
    await migrate(db, migrationsFolder, 0);
  });
  afterEach(() => db.close());

  it('keeps datasets, items and studies, and begins the versions of behaviors', async () => {
    expect(await db.all('SELECT * FROM datasets')).toEqual([
      expect.objectContaining({
        id: 'd',
        sha256: 'hash',
        behavior: 'likes rain',
        behavior_version: 1,
        import_id: 'm1',
        category: '',
        content_note: '',
        gold_for: null,
        state: 'ready',
      }),
    ]);
    expect(await db.all('SELECT id, label_confidence FROM items')).toEqual([
      { id: 'i', label_confidence: 0.75 },
    ]);
    expect(await db.all('SELECT id, behavior_version, items FROM study_datasets ORDER BY id')).toEqual([
      { id: 'sd', behavior_version: 1, items: 1 },
      { id: 'vd', behavior_version: 1, items: 1 },
    ]);
    expect(await db.all('SELECT * FROM behaviors')).toEqual([
      { dataset_id: 'd', version: 1, behavior: 'likes rain', polarity: 'as named', set_by: 'u', set_at: 7 },
    ]);
  });

  it('leaves every item in the label mode of its study', async () => {
    expect(await db.all('SELECT id, verify_share FROM studies ORDER BY id')).toEqual([
      { id: 's', verify_share: 0 },
      { id: 'v', verify_share: 0 },
    ]);
    expect(await db.all('SELECT id, label_mode FROM study_items ORDER BY id')).toEqual([
      { id: 'si', label_mode: 'blind' },
      { id: 'vi', label_mode: 'verify' },
    ]);
    await expect(db.run("UPDATE study_items SET label_mode = 'seen'")).rejects.toHaveProperty('code');
    await expect(db.run('UPDATE studies SET verify_share = 0.6')).rejects.toHaveProperty('code');
  });

  it('turns the outcomes of imports into states', async () => {
    expect(await db.all('SELECT id, state, items, failed, dataset_id FROM imports ORDER BY id')).toEqual([
      { id: 'm1', state: 'imported', items: 1, failed: 1, dataset_id: 'd' },
      { id: 'm2', state: 'imported', items: 0, failed: 0, dataset_id: 'd' },
      { id: 'm3', state: 'refused', items: 0, failed: 0, dataset_id: null },
      { id: 'm4', state: 'received', items: 0, failed: 0, dataset_id: null },
    ]);
    expect(await db.all('SELECT * FROM import_problems')).toEqual([
      expect.objectContaining({
        import_id: 'm1',
        line: 2,
        severity: 'error',
        kind: 'record',
        excerpt: '"x"',
      }),
    ]);
  });

  it('still refuses rows that refer to nothing, and takes the same bytes twice', async () => {
    const item = `INSERT INTO items (id, dataset_id, line, content) VALUES ('j', 'nowhere', 1, '{}')`;
    await expect(db.run(item)).rejects.toHaveProperty('code');
    await expect(db.run('DELETE FROM datasets')).rejects.toHaveProperty('code');
    await db.run(`INSERT INTO datasets SELECT 'd2', 'rain-2', file_name, sha256, bytes, format, item_kind, purpose,
      family, source, polarity, behavior, NULL, NULL, 0, 0, state, created_at, NULL, '', '', NULL, 1 FROM datasets`);
    expect(await db.all('SELECT id FROM datasets ORDER BY id')).toEqual([{ id: 'd' }, { id: 'd2' }]);
  });
});

/** What version 0.2 knew of texts, in no order. */
const secondVersion = `
INSERT INTO imports (id, file_name, sha256, bytes, state, facts, records, items, labelled, failed, warned, created_at)
  VALUES ('m1', 'a', 'h', 1, 'checked', '{}', 2, 2, 0, 0, 0, 1), ('m2', 'b', 'h', 1, 'checked', '{}', 1, 1, 0, 0, 0, 1);
INSERT INTO item_texts (import_id, line, text_key) VALUES ('m1', 1, 4503599627370495), ('m1', 2, 5), ('m2', 1, 5);
`;

describe.each(engines)('upgrading a database of version 0.2 on %s', (engine) => {
  it('keeps the keys of all texts', async () => {
    const db = await openEmptyDatabase(engine);
    const folder = mkdtempSync(join(tmpdir(), 'assay-second-'));
    const isFirst = (path: string) => !/000[4-9]|00[1-9]\d/.test(path);
    cpSync(migrationsFolder, folder, { recursive: true, filter: isFirst });
    await migrate(db, folder, 0);
    rmSync(folder, { recursive: true });
    await db.script(secondVersion);
    await migrate(db, migrationsFolder, 0);
    expect(await db.all('SELECT import_id, text_key, line FROM item_texts ORDER BY import_id, line')).toEqual(
      [
        { import_id: 'm1', text_key: 2 ** 52 - 1, line: 1 },
        { import_id: 'm1', text_key: 5, line: 2 },
        { import_id: 'm2', text_key: 5, line: 1 },
      ],
    );
    await db.run("DELETE FROM imports WHERE id = 'm1'");
    expect(await db.all('SELECT import_id FROM item_texts')).toEqual([{ import_id: 'm2' }]);
    await db.close();
  });
});
