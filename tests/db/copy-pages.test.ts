import BetterSqlite from 'better-sqlite3';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPages } from '../../server/db/copying/copy-pages';

const folder = mkdtempSync(join(tmpdir(), 'copy-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('copies what a file was at one moment, whoever writes to it meanwhile, and comes to an end', async () => {
  const writer = new BetterSqlite(join(folder, 'busy.db'));
  writer.pragma('journal_mode = WAL');
  writer.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)');
  writer.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
     INSERT INTO t SELECT i, printf('%01000d', i) FROM n`,
  );
  const told: number[][] = [];
  await copyPages(join(folder, 'busy.db'), join(folder, 'copy.db'), (done, total) => {
    told.push([done, total]);
    if (told.length > 100) throw new Error('It begins anew again and again.');
    writer.exec("UPDATE t SET x = 'later' WHERE id % 1000 = 0; INSERT INTO t (x) VALUES ('later')");
  });
  writer.close();

  expect(told.length).toBeGreaterThan(2);
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  const copy = new BetterSqlite(join(folder, 'copy.db'), { readonly: true });
  expect(copy.prepare('SELECT count(*), max(id) FROM t').raw().get()).toEqual([20_000, 20_000]);
  expect(copy.prepare("SELECT count(*) FROM t WHERE x = 'later'").pluck().get()).toBe(0);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
});
