import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config';
import { sweepLeftovers } from '../../../server/datasets/importing/writing/sweep-leftovers';
import { insertImport } from '../../../server/datasets/import-store';
import { openTestDatabase } from '../../support/engines';
import { importRun } from '../import-run';

it('removes what nobody refers to and is a day old, and neither younger files nor originals in use', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sweep-'));
  const now = Date.UTC(2026, 2, 2);
  const put = (path: string, hoursOld: number): void => {
    writeFileSync(join(dataFolder, path), 'x');
    const seconds = (now - hoursOld * 3_600_000) / 1000;
    utimesSync(join(dataFolder, path), seconds, seconds);
  };
  const [used, unused, young] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  for (const folder of ['uploads', 'originals']) mkdirSync(join(dataFolder, folder));
  put('uploads/old', 25);
  put('uploads/young', 23);
  // No process has this number: Linux gives none above 2^22.
  put(`uploads/cut-off.99999999.${hostname()}`, 0);
  put(`uploads/under-way.${process.ppid}.${hostname()}`, 0);
  put('uploads/elsewhere.99999999.another-host', 0);
  put('originals/old.part', 25);
  put(`originals/${used}`, 1000);
  put(`originals/${unused}`, 25);
  put(`originals/${young}`, 23);

  const db = await openTestDatabase('sqlite');
  await insertImport(db, importRun('1', { sha256: used! }));
  const config = readConfig({ NODE_ENV: 'test', DATA_FOLDER: dataFolder });
  expect(await sweepLeftovers({ config, db, now: () => now, newId: randomUUID })).toBe(4);
  await db.close();
  expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([
    'elsewhere.99999999.another-host',
    `under-way.${process.ppid}.${hostname()}`,
    'young',
  ]);
  expect(readdirSync(join(dataFolder, 'originals')).sort()).toEqual([used, young]);
});
