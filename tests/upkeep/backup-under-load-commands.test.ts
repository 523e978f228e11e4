import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Context } from '../../server/context';
import { openSnapshot } from '../../server/db/copying/snapshot';
import { insertRows } from '../../server/db/insert-rows';
import { createLogger } from '../../server/log';
import { backUp } from '../../server/upkeep/backup-database';
import { checks } from '../../server/upkeep/checks';
import { restore } from '../../server/upkeep/restore-database';
import { runChecks } from '../../server/upkeep/run-checks';
import { makeDataset, makeStudy } from '../studies/small-study';
import { engines, type Engine } from '../support/engines';
import { createPlace, filesOf, migrated, withDatabase, type Place } from './place';
import { runAssay, startAssay } from './run-assay';

const silent = (): void => undefined;
const folder = mkdtempSync(join(tmpdir(), 'loaded-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function prepareStudy(place: Place, items: number): Promise<string> {
  return withDatabase(place, async (db) => {
    const chance = { random: Math.random, newToken: () => 'token' };
    const context: Context = { ...place.context, ...chance, db, log: createLogger('silent') };
    await makeDataset(context, { items });
    return (await makeStudy(context)).id;
  });
}

async function restored(file: string, engine: Engine): Promise<Place> {
  const place = await createPlace(engine);
  await restore(place.context, { file, replace: false, withFaults: false, databaseOnly: true }, silent);
  return place;
}

/** How many ratings are in a backup, in which all checks must hold. */
async function soundRatings(file: string): Promise<number> {
  const db = await openSnapshot(`sqlite:${file}`);
  for await (const { faults } of runChecks(db, checks)) expect(faults).toEqual([]);
  const row = await db.get<{ count: number }>('SELECT COUNT(*) AS count FROM ratings');
  await db.close();
  return row!.count;
}

it.each(engines)(
  'backs up %s at one moment while raters submit, and gives back what was then',
  async (engine) => {
    const source = await migrated(await createPlace(engine));
    const studyId = await prepareStudy(source, 100);
    const simulated = startAssay(
      source,
      'simulate',
      '--study',
      studyId,
      '--raters',
      '5',
      '--accuracy',
      '0.9',
      '--seed',
      '1',
    );
    const backups: { file: string; ratings: number }[] = [];
    while (simulated.child.exitCode === null) {
      const file = join(folder, `${engine}-${backups.length}.db`);
      await backUp(source.context, { file, overwrite: false, databaseOnly: true }, silent);
      backups.push({ file, ratings: await soundRatings(file) });
      await setTimeout(100);
    }
    expect(await simulated.ended).toMatchObject({ status: 0 });
    const amid = backups.filter(({ ratings }) => ratings > 0 && ratings < 300);
    expect(amid.length).toBeGreaterThan(0);
    const { file, ratings } = amid[Math.floor(amid.length / 2)]!;
    copyFileSync(file, `${file}.opened`);
    const then = await filesOf({ url: `sqlite:${file}.opened` }, studyId);
    expect(then['ratings.jsonl']!.trimEnd().split('\n')).toHaveLength(ratings);
    for (const to of engines) {
      const target = await restored(file, to);
      expect(await filesOf(target, studyId)).toEqual(then);
      await target.drop();
    }

    const last = join(folder, `${engine}-last.db`);
    await backUp(source.context, { file: last, overwrite: false, databaseOnly: true }, silent);
    const target = await restored(last, engine);
    expect(await soundRatings(last)).toBe(300);
    expect(await filesOf(target, studyId)).toEqual(await filesOf(source, studyId));
    await source.drop();
    await target.drop();
  },
  180_000,
);

it.each(engines)(
  'leaves no file of %s when it is killed, and what it left goes with the next backup',
  async (engine) => {
    const source = await migrated(await createPlace(engine));
    const rows = Array.from({ length: 20_000 }, (_, n) => [`${n} ${'x'.repeat(1000)}`, n]);
    await withDatabase(source, (db) => insertRows(db, 'throttles', ['throttle_key', 'points'], rows));
    const own = mkdtempSync(join(folder, 'killed-'));
    const file = join(own, 'backup.db');
    const parts = (): string[] => readdirSync(own).filter((name) => name.startsWith('assay-part-'));
    for (const delay of [0, 50]) {
      const { child, ended } = startAssay(source, 'backup', file);
      while (parts().length === 0 && child.exitCode === null) await setTimeout(1);
      await setTimeout(delay);
      child.kill('SIGKILL');
      expect((await ended).status).toBeNull();
      expect(existsSync(file)).toBe(false);
      expect(parts().length).toBeGreaterThan(0);
    }
    expect(await runAssay(source, 'backup', file)).toMatchObject({ status: 0 });
    expect(readdirSync(own).sort()).toEqual(['backup.db', 'backup.db.sha256']);
    const target = await restored(file, 'sqlite');
    const counted = await withDatabase(target, (db) => db.get('SELECT COUNT(*) AS count FROM throttles'));
    expect(counted).toEqual({ count: 20_000 });
    await source.drop();
    await target.drop();
  },
  180_000,
);
