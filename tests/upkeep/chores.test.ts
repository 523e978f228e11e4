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
