import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { claimNext } from '../../server/rating/claim-assignment';
import { leaseMilliseconds } from '../../server/rating/lease';
import { chores, startChores, type Chore } from '../../server/upkeep/chores';
import { makeDataset, makeRaters, makeStudy } from '../studies/small-study';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';

describe('chores', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse('sqlite');
  });
  afterEach(() => house.close());

  it('are run again and again, one of them never twice at once, also after it failed', async () => {
    const runs: string[] = [];
    let atOnce = 0;
    const list: Chore[] = [
      { name: 'fails', every: 5, run: () => Promise.reject(new Error(`failure ${runs.push('failed')}`)) },
      {
        name: 'is slow',
        every: 5,
        run: async () => {
          atOnce += 1;
          await setTimeout(30);
          runs.push(`slow, ${atOnce} at once`);
          atOnce -= 1;
        },
      },
    ];
    const running = startChores(house.context, list);
    while (runs.filter((run) => run.startsWith('slow')).length < 2) await setTimeout(5);
    await running.stop();
    const afterwards = runs.length;
    expect(runs.filter((run) => run === 'failed').length).toBeGreaterThan(2);
    expect(new Set(runs)).toEqual(new Set(['failed', 'slow, 1 at once']));
    await setTimeout(30);
    expect(runs).toHaveLength(afterwards);
  });

  it('wait for the one that runs when they are stopped', async () => {
    let isDone = false;
    const slow = async () => {
      await setTimeout(50);
      isDone = true;
    };
    const running = startChores(house.context, [{ name: 'slow', every: 1, run: slow }]);
    await setTimeout(10);
    await running.stop();
    expect(isDone).toBe(true);
  });
});

describe.each(engines)('everything a server does by itself on %s', (engine) => {
  it('can be done, and frees what raters let lapse though nobody asks for work', async () => {
    const house = await openHouse(engine);
    await makeDataset(house.context, { items: 1 });
    const study = await makeStudy(house.context, { overlap: 1 });
    const [raterId = ''] = await makeRaters(house.context, study.id, 1);
    await claimNext(house.context, { studyId: study.id, raterId });
    house.clock.advance(leaseMilliseconds);
    const config = { ...house.context.config, databaseUrl: 'sqlite::memory:' };
    for (const chore of chores) await chore.run({ ...house.context, config });
    const states = await house.context.db.all('SELECT state FROM assignments ORDER BY state');
    expect(states).toEqual([{ state: 'expired' }, { state: 'free' }]);
    const unsealed = await house.context.db.all('SELECT id FROM audit_events WHERE hash IS NULL');
    expect(unsealed).toEqual([]);
    await house.close();
  });
});

describe('what a server looks at now and then', () => {
  let house: House;
  let path: string;
  beforeEach(async () => {
    house = await openHouse('sqlite');
    path = join(mkdtempSync(join(tmpdir(), 'assay-looked-at-')), 'assay.db');
    writeFileSync(path, '');
  });
  afterEach(() => house.close());

  /** Runs a chore on the file, and gives what it logs. */
  async function logOf(name: string): Promise<unknown[][]> {
    const logged: unknown[][] = [];
    const note = (...entry: unknown[]): unknown => logged.push(entry);
    const log = { debug: note, info: note, warn: note, error: note };
    const config = { ...house.context.config, databaseUrl: `sqlite:${path}` };
    const chore = chores.find((one) => one.name === name);
    await chore!.run({ ...house.context, config, log });
    return logged;
  }

  it('is told in the log when the log of the database has grown beyond what is written back', async () => {
    const bytes = 256 * 2 ** 20;
    writeFileSync(`${path}-wal`, '');
    truncateSync(`${path}-wal`, bytes);
    expect(await logOf('watch the log of the database')).toEqual([]);
    truncateSync(`${path}-wal`, bytes + 1);
    expect(await logOf('watch the log of the database')).toEqual([
      [{ bytes: bytes + 1 }, expect.stringContaining('the log of the database grows')],
    ]);
  });

  it('is told in the log when the file is damaged', async () => {
    expect(await logOf('look for damage')).toEqual([]);
    writeFileSync(path, Buffer.alloc(8192, 0xa5));
    expect(await logOf('look for damage')).toEqual([
      [{ faults: [expect.stringContaining('not a database')] }, expect.stringContaining('damaged')],
    ]);
  });
});
